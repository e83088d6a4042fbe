package dev.portcullis.bybit;

/** retCodes of linear, inverse and option orders and positions; one row each: code, class, meaning, source. */
final class RetCodesDerivatives {
    static final String ROWS = """
            30035 | RATE | cancelling too fast (option) | docs:v5/error
            30133 | RISK | an institutional loan does not allow this symbol | docs:v5/error
            30134 | RISK | an institutional loan does not allow this | docs:v5/error
            30135 | RISK | an institutional loan limits the leverage | docs:v5/error
            30136 | RISK | an institutional loan limits the leverage | docs:v5/error
            30208 | PRICE | above the highest price for a buy | docs:v5/error
            30209 | PRICE | below the lowest price for a sell | docs:v5/error
            30228 | STATE | being delisted, no new positions | docs:v5/error
            30256 | RISK | the loan-to-value ratio limits the margin | docs:v5/error
            110001 | NOT_FOUND | the order does not exist, or it is too late | docs:v5/error
            110003 | PRICE | the price is outside the allowed range | docs:v5/error
            110004 | FUNDS | the wallet balance is too small | docs:v5/error
            110005 | STATE | the position's status does not allow it | docs:v5/error
            110006 | FUNDS | the assets do not cover the position margin | docs:v5/error
            110007 | FUNDS | the available balance is too small | docs:v5/error
            110008 | FINAL | the order is filled or cancelled already | docs:v5/error
            110009 | LIMIT | too many stop orders | docs:v5/error
            110010 | FINAL | the order is cancelled already | docs:v5/error
            110011 | RISK | would set off a liquidation at once | docs:v5/error
            110012 | FUNDS | the available balance is too small | docs:v5/error
            110013 | RISK | the risk limit does not allow this leverage | docs:v5/error
            110014 | FUNDS | too little to add margin | docs:v5/error
            110015 | RISK | the position is in cross margin | docs:v5/error
            110016 | RISK | above the risk limit (retired code) | docs:v5/error
            110017 | QTY | the quantity becomes zero, often reduce-only without a position | docs:v5/error
            110018 | PARAM | not a user id | docs:v5/error
            110019 | PARAM | not an order id | docs:v5/error
            110020 | LIMIT | more than 500 active orders | docs:v5/error
            110021 | RISK | the open-interest limit is reached | docs:v5/error
            110022 | STATE | the quantity may not grow | docs:v5/error
            110023 | STATE | only reducing is allowed | docs:v5/error
            110024 | STATE | an open position blocks the position mode | docs:v5/error
            110025 | NO_CHANGE | the position mode is so already | docs:v5/error
            110026 | NO_CHANGE | the margin mode is so already | docs:v5/error
            110027 | NO_CHANGE | the margin is so already | docs:v5/error
            110028 | STATE | open orders block the position mode | docs:v5/error
            110029 | PARAM | the symbol has no hedge mode | docs:v5/error
            110030 | DUPLICATE | the orderId exists (retired code) | docs:v5/error
            110031 | PARAM | no such risk limit | docs:v5/error
            110032 | PARAM | not a legal order | docs:v5/error
            110033 | STATE | no position to set a margin for | docs:v5/error
            110034 | STATE | no net position | docs:v5/error
            110035 | STATE | cancels before a liquidation are not finished | docs:v5/error
            110036 | RISK | cross margin does not allow this leverage | docs:v5/error
            110037 | PARAM | no setting of this symbol | docs:v5/error
            110038 | RISK | portfolio margin does not allow this leverage | docs:v5/error
            110039 | RISK | the maintenance margin is too high | docs:v5/error
            110040 | RISK | the order would set off a liquidation | docs:v5/error
            110041 | RISK | a liquidation cannot be skipped | docs:v5/error
            110042 | STATE | before delivery only reducing is allowed | docs:v5/error
            110043 | NO_CHANGE | the leverage is so already | docs:v5/error
            110044 | FUNDS | the available margin is too small | docs:v5/error
            110045 | FUNDS | the wallet balance is too small | docs:v5/error
            110046 | RISK | would set off a liquidation at once | docs:v5/error
            110047 | RISK | too little margin for this risk limit | docs:v5/error
            110048 | RISK | the position is above this risk limit | docs:v5/error
            110049 | PARAM | the tick is not a number | docs:v5/error
            110050 | PARAM | no such coin | docs:v5/error
            110051 | FUNDS | the balance does not cover the lowest price | docs:v5/error
            110052 | FUNDS | the balance does not cover the price | docs:v5/error
            110053 | FUNDS | the balance does not cover the current and the highest price | docs:v5/error
            110054 | STATE | a take-profit order blocks the TP/SL mode | docs:v5/error
            110055 | STATE | a stop-loss order blocks the TP/SL mode | docs:v5/error
            110056 | STATE | a trailing stop blocks the TP/SL mode | docs:v5/error
            110057 | STATE | TP/SL parameters do not fit this order | docs:v5/error
            110058 | STATE | too little position left for TP/SL | docs:v5/error
            110059 | STATE | TP/SL of a partly filled order cannot change | docs:v5/error
            110060 | STATE | more than 20 partial TP/SL | docs:v5/error
            110061 | STATE | too many TP/SL | docs:v5/error
            110062 | ACCOUNT | market-maker protection has no profile | docs:v5/error
            110063 | STATE | a settlement is running, try later | docs:v5/error
            110064 | QTY | the new quantity is not above the filled one | docs:v5/error
            110065 | ACCOUNT | market-maker protection is not enabled | docs:v5/error
            110066 | ACCOUNT | no trading now | docs:v5/error
            110067 | ACCOUNT | not for unified accounts | docs:v5/error
            110068 | ACCOUNT | no leveraged trading | docs:v5/error
            110069 | ACCOUNT | users with OTC loans may not trade this | docs:v5/error
            110070 | ACCOUNT | ETP symbols cannot be traded | docs:v5/error
            110071 | ACCOUNT | unified accounts are being changed | docs:v5/error
            110072 | DUPLICATE | the orderLinkId exists | docs:v5/error
            110073 | STATE | the margin mode could not be set | docs:v5/error
            110074 | STATE | the contract is not live | docs:v5/error
            110075 | RISK | the risk limit is so already (retired code) | docs:v5/error
            110076 | STATE | margin is not added by itself here | docs:v5/error
            110077 | STATE | not in portfolio margin | docs:v5/error
            110078 | STATE | reduces too much margin | docs:v5/error
            110079 | STATE | the order is being processed, try again shortly | docs:v5/error
            110080 | RISK | institutional loans limit this | docs:v5/error
            110082 | RISK | an update of limits stops this | docs:v5/error
            110083 | RISK | an update of limits stops this | docs:v5/error
            110085 | RISK | the risk limit is being updated | docs:v5/error
            110086 | RISK | leverage, margin mode and risk limit conflict | docs:v5/error
            110087 | RISK | leverage, margin mode and risk limit conflict | docs:v5/error
            110088 | ACCOUNT | the account is being upgraded | docs:v5/error
            110089 | RISK | above the largest risk limit | docs:v5/error
            110090 | RISK | the position would be above its leverage's limit | docs:v5/error
            110092 | PRICE | the trigger price must be above the current price | docs:v5/error
            110093 | PRICE | the trigger price must be below the current price | docs:v5/error
            110094 | QTY | the order's value is below the least one | docs:v5/error
            110095 | STATE | not in this phase of the pre-market | docs:v5/error
            110096 | STATE | not in this phase of the pre-market | docs:v5/error
            110097 | STATE | not in this phase of the pre-market | docs:v5/error
            110098 | STATE | not in this phase of the pre-market | docs:v5/error
            110099 | STATE | not in this phase of the pre-market | docs:v5/error
            110100 | STATE | not in this phase of the pre-market | docs:v5/error
            110101 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110102 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110103 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110104 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110105 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110106 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110107 | RISK | inverse trading is limited by collateral or a loan | docs:v5/error
            110108 | PARAM | the slippage tolerance is out of range | docs:v5/error
            110109 | PARAM | the slippage tolerance is out of range | docs:v5/error
            110110 | STATE | spread trading does not allow it | docs:v5/error
            110111 | STATE | spread trading does not allow it | docs:v5/error
            110112 | STATE | spread trading does not allow it | docs:v5/error
            110113 | STATE | spread trading does not allow it | docs:v5/error
            110114 | STATE | spread trading does not allow it | docs:v5/error
            110115 | STATE | spread trading does not allow it | docs:v5/error
            110116 | STATE | spread trading does not allow it | docs:v5/error
            110117 | STATE | spread trading does not allow it | docs:v5/error
            110118 | LIQUIDITY | no price for a market order | docs:v5/error
            110119 | PERMISSION | RPI orders are for approved makers | docs:v5/error
            110120 | PRICE | below the lowest limit price | docs:v5/error
            110121 | PRICE | above the highest limit price | docs:v5/error
            110123 | ACCOUNT | the trading terms are not agreed to | docs:v5/error
            110124 | ACCOUNT | the trading terms are not agreed to | docs:v5/error
            110125 | ACCOUNT | a cooling-off period runs | docs:v5/error
            110131 | RISK | the loan-to-value ratio limits the margin | docs:v5/error
            110132 | ACCOUNT | the product is not available in this region | docs:v5/error
            110135 | STATE | event futures do not allow it | docs:v5/error
            110136 | STATE | event futures do not allow it | docs:v5/error
            110137 | STATE | event futures do not allow it | docs:v5/error
            """;

    private RetCodesDerivatives() {}
}
