package dev.portcullis.bybit;

/**
 * retCodes of all products, of the sockets, and of what is not an order; one row each: code, class, meaning, source.
 */
final class RetCodesGeneral {
    static final String ROWS = """
            0 | OK | success | docs:v5/error
            -1 | TIME | the request expired before it was taken | docs:v5/error
            -2015 | AUTH | the API key has expired (spot) | docs:v5/error
            429 | AMBIGUOUS | the trading service is overloaded | docs:v5/error
            10000 | AMBIGUOUS | server timeout | docs:v5/error
            10001 | PARAM | a parameter is missing, wrong or does not apply | docs:v5/error
            10002 | TIME | the timestamp is outside the window of recvWindow | docs:v5/error
            10003 | AUTH | unknown API key, or a key of another environment | docs:v5/error
            10004 | AUTH | wrong signature | docs:v5/error
            10005 | PERMISSION | the key lacks the right, or is read-only | docs:v5/error
            10006 | RATE | the account's rate window of this endpoint is full | docs:v5/error
            10007 | AUTH | the user could not be authenticated | docs:v5/error
            10008 | ACCOUNT | the user is banned, or the account mode does not fit | docs:v5/error
            10009 | ACCOUNT | not available in this region | docs:v5/error
            10010 | AUTH | the address is not among the key's bound addresses | docs:v5/error
            10014 | DUPLICATE | this request was seen before | docs:v5/error
            10016 | AMBIGUOUS | internal error of the server, or it is restarting | docs:v5/error
            10017 | PARAM | no such path or method | docs:v5/error
            10018 | RATE | the address's rate window is full (retired code) | docs:v5/error
            10019 | AMBIGUOUS | the trade socket is restarting | docs:v5/websocket/trade/guideline
            10024 | ACCOUNT | a compliance rule stops this user | docs:v5/error
            10027 | ACCOUNT | trading is banned for this user | docs:v5/error
            10028 | ACCOUNT | for unified accounts only | docs:v5/error
            10029 | PARAM | the symbol is not on the allowed list | docs:v5/error
            10403 | RATE | the address sends too much on the trade socket | docs:v5/websocket/trade/guideline
            10404 | PARAM | unknown op or category on the trade socket | docs:v5/websocket/trade/guideline
            10429 | AMBIGUOUS | the exchange protects itself from overload | docs:v5/websocket/trade/guideline
            20001 | STATE | this socket is authenticated already | docs:v5/websocket/trade/guideline
            20003 | RATE | too many requests on this session | docs:v5/websocket/trade/guideline
            20006 | DUPLICATE | the reqId was used before | docs:v5/websocket/trade/guideline
            20096 | ACCOUNT | identity must be verified first | docs:v5/error
            30034 | NOT_FOUND | no such order now | pybit:pybit/_http_manager.py
            33004 | AUTH | the API key has expired (derivatives) | docs:v5/error
            34040 | NO_CHANGE | the values are set so already | docs:v5/error
            40004 | STATE | the order changed while it was being replaced | docs:v5/error
            81007 | PERMISSION | this site makes no API keys by API | docs:v5/error
            100028 | ACCOUNT | not for unified accounts | docs:v5/error
            130035 | RATE | cancelling too fast | pybit:pybit/_http_manager.py
            130150 | AMBIGUOUS | busy, try again later | pybit:pybit/_http_manager.py
            131001 | AMBIGUOUS | the service failed, or the balance is too small | docs:v5/error
            131002 | PARAM | a parameter is wrong (asset) | docs:v5/error
            131083 | STATE | withdrawals go only to the address book | docs:v5/error
            131093 | STATE | the address is not on the withdrawal list | docs:v5/error
            131212 | FUNDS | the balance is too small (asset) | docs:v5/error
            131214 | DUPLICATE | the transferId exists | docs:v5/error
            131228 | FUNDS | the transferable balance is too small | docs:v5/error
            131230 | AMBIGUOUS | the system is busy (asset) | docs:v5/error
            141019 | PERMISSION | bound addresses are changed on the website only | docs:v5/error
            141020 | PERMISSION | this permission is changed on the website only | docs:v5/error
            176001 | AMBIGUOUS | the repayment history could not be read | docs:v5/error
            176002 | AMBIGUOUS | the account could not be read | docs:v5/error
            176003 | AMBIGUOUS | the loan history could not be read | docs:v5/error
            176004 | PARAM | the start lies after the end | docs:v5/error
            176005 | STATE | borrowing failed | docs:v5/error
            176006 | STATE | repayment failed | docs:v5/error
            176007 | PARAM | no such user | docs:v5/error
            176008 | ACCOUNT | spot margin is not switched on | docs:v5/error
            176009 | ACCOUNT | spot margin is not switched on | docs:v5/error
            176010 | PARAM | no such coin to borrow | docs:v5/error
            176011 | ACCOUNT | the coin has no margin trading | docs:v5/error
            176012 | PARAM | no such pair | docs:v5/error
            176013 | ACCOUNT | the pair has no margin trading | docs:v5/error
            176014 | DUPLICATE | this repayment was asked before | docs:v5/error
            176015 | FUNDS | the available balance is too small | docs:v5/error
            176016 | NO_CHANGE | nothing is to be repaid | docs:v5/error
            176017 | QTY | more than is owed | docs:v5/error
            176018 | STATE | a settlement is running | docs:v5/error
            176019 | STATE | a liquidation is running | docs:v5/error
            176020 | NOT_FOUND | no such repayment | docs:v5/error
            176021 | DUPLICATE | this borrowing was asked before | docs:v5/error
            176022 | ACCOUNT | the coin cannot be borrowed yet | docs:v5/error
            176023 | ACCOUNT | the pair cannot be borrowed yet | docs:v5/error
            176024 | ACCOUNT | the user's status does not allow it | docs:v5/error
            176025 | QTY | below the least amount to borrow | docs:v5/error
            176026 | QTY | above the largest amount to borrow at once | docs:v5/error
            176027 | LIMIT | above what one user may borrow | docs:v5/error
            176028 | LIMIT | above what the exchange lends | docs:v5/error
            176029 | LIMIT | above what this user may borrow now | docs:v5/error
            176030 | AMBIGUOUS | the loans could not be read | docs:v5/error
            176031 | QTY | too many decimals | docs:v5/error
            176032 | QTY | too many decimals | docs:v5/error
            176033 | PARAM | no such leverage | docs:v5/error
            500010 | PARAM | the sub-account is not yours | docs:v5/error
            500011 | PARAM | the UID is no unified account | docs:v5/error
            3100197 | ACCOUNT | banned for a while, the account is being upgraded | docs:v5/error
            3200316 | ACCOUNT | options limits of this account | docs:v5/error
            3200317 | ACCOUNT | institutional limits of this account | docs:v5/error
            3200320 | ACCOUNT | limits of this account's mode | docs:v5/error
            3200403 | ACCOUNT | this account's mode does not allow it | docs:v5/error
            3200419 | ACCOUNT | this account's mode does not allow it | docs:v5/error
            3400045 | STATE | the margin mode could not be set, the reasons are in the result | docs:v5/error
            3400052 | STATE | orders are open, cancel them first | docs:v5/error
            3400053 | STATE | orders are open, cancel them first | docs:v5/error
            3400054 | STATE | orders are open, cancel them first | docs:v5/error
            3400071 | FUNDS | the net assets do not suffice | docs:v5/error
            3400139 | RISK | above the risk limit | docs:v5/error
            3400208 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400209 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400210 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400211 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400212 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400213 | ACCOUNT | the upgrade is blocked | docs:v5/error
            3400214 | AMBIGUOUS | the upgrade met an error of the server | docs:v5/error
            3500002 | PERMISSION | for institutions only (rate limits) | docs:v5/rate-limit
            3500153 | PERMISSION | no right over these UIDs (rate limits) | docs:v5/rate-limit
            """;

    private RetCodesGeneral() {}
}
