package dev.portcullis.bybit;

/** retCodes of spot orders; one row each: code, class, meaning, source. */
final class RetCodesSpot {
    static final String ROWS = """
            170001 | AMBIGUOUS | internal error | docs:v5/error
            170005 | RATE | too many new orders in this time | docs:v5/error
            170007 | AMBIGUOUS | timeout waiting for the backend | docs:v5/error
            170010 | LIMIT | above the token's position limit | docs:v5/error
            170011 | LIMIT | above the token's position limit | docs:v5/error
            170019 | LIMIT | above the token's position limit | docs:v5/error
            170031 | STATE | the feature is suspended | docs:v5/error
            170032 | AMBIGUOUS | network error | docs:v5/error
            170033 | FUNDS | the margin balance is too small | docs:v5/error
            170034 | FUNDS | the liability would be too large | docs:v5/error
            170035 | AMBIGUOUS | submitted and being processed | docs:v5/error
            170036 | FUNDS | the coin cannot be borrowed | docs:v5/error
            170037 | ACCOUNT | the coin has no margin trading | docs:v5/error
            170105 | PARAM | a parameter is empty | docs:v5/error
            170115 | PARAM | no such timeInForce | docs:v5/error
            170116 | PARAM | no such orderType | docs:v5/error
            170117 | PARAM | no such side | docs:v5/error
            170121 | PARAM | no such symbol | docs:v5/error
            170124 | QTY | the amount is too large | docs:v5/error
            170130 | PARAM | a parameter is wrong | docs:v5/error
            170131 | FUNDS | the balance is too small | docs:v5/error
            170132 | PRICE | the price is too high | docs:v5/error
            170133 | PRICE | the price is too low | docs:v5/error
            170134 | PRICE | the price has too many decimals | docs:v5/error
            170136 | QTY | the quantity is below the least one | docs:v5/error
            170137 | QTY | the quantity has too many decimals | docs:v5/error
            170139 | FINAL | the order is filled already | docs:v5/error
            170140 | QTY | the order's value is below the least one | docs:v5/error
            170141 | DUPLICATE | the orderLinkId exists | docs:v5/error
            170142 | FINAL | the order is cancelled already | docs:v5/error
            170143 | NOT_FOUND | the order is not on the book | docs:v5/error
            170144 | STATE | the order is locked | docs:v5/error
            170145 | STATE | this kind of order cannot be cancelled | docs:v5/error
            170146 | AMBIGUOUS | timeout while creating | docs:v5/error
            170147 | AMBIGUOUS | timeout while cancelling | docs:v5/error
            170148 | QTY | the amount has too many decimals | docs:v5/error
            170149 | STATE | the create failed | docs:v5/error
            170150 | STATE | the cancel failed | docs:v5/error
            170151 | STATE | the pair is not open | docs:v5/error
            170157 | STATE | the pair is not for trading by API | docs:v5/error
            170159 | STATE | early after listing market orders are limited | docs:v5/error
            170190 | FINAL | the cancel is finished already | docs:v5/error
            170191 | STATE | cannot be cancelled now, try again | docs:v5/error
            170192 | PRICE | the price is outside the limits | docs:v5/error
            170193 | PRICE | a buy's price is too high | docs:v5/error
            170194 | PRICE | a sell's price is too low | docs:v5/error
            170195 | PRICE | the price is far from the token's value | docs:v5/error
            170196 | PRICE | the price is far from the token's value | docs:v5/error
            170197 | PRICE | so much may fill far from the price | docs:v5/error
            170198 | PRICE | so much may fill far from the price | docs:v5/error
            170199 | PRICE | the price is far from the token's value | docs:v5/error
            170200 | PRICE | the price is far from the token's value | docs:v5/error
            170201 | PARAM | TP/SL does not fit this order | docs:v5/error
            170202 | PARAM | no such orderFilter | docs:v5/error
            170203 | PARAM | the TP/SL price is missing | docs:v5/error
            170204 | PARAM | the trigger price is wrong | docs:v5/error
            170206 | STATE | early after listing orders are limited | docs:v5/error
            170207 | FUNDS | the account cannot borrow that much | docs:v5/error
            170209 | STATE | the pair is not available in this region | docs:v5/error
            170210 | STATE | the new order was rejected | docs:v5/error
            170212 | STATE | a cancel is in progress | docs:v5/error
            170213 | NOT_FOUND | the order does not exist | docs:v5/error
            170215 | ACCOUNT | a loan or a liquidation does not allow it | docs:v5/error
            170216 | ACCOUNT | a loan or a liquidation does not allow it | docs:v5/error
            170217 | PRICE | only maker limit orders are allowed now | docs:v5/error
            170218 | PRICE | a maker order would take, rejected for its price | docs:v5/error
            170219 | ACCOUNT | the feature is not for this UID | docs:v5/error
            170220 | ACCOUNT | the innovation zone does not allow it | docs:v5/error
            170221 | PARAM | no such coin | docs:v5/error
            170222 | RATE | too many requests in this time | docs:v5/error
            170223 | ACCOUNT | a loan or a liquidation does not allow it | docs:v5/error
            170224 | ACCOUNT | the innovation zone does not allow it | docs:v5/error
            170226 | ACCOUNT | the innovation zone does not allow it | docs:v5/error
            170227 | STATE | the feature is not supported | docs:v5/error
            170228 | QTY | the quantity is above the largest one | docs:v5/error
            170229 | QTY | the quantity is above the largest one | docs:v5/error
            170230 | ACCOUNT | a liquidation does not allow it | docs:v5/error
            170234 | AMBIGUOUS | system error | docs:v5/error
            170241 | ACCOUNT | the risk notice must be confirmed in the app | docs:v5/error
            170310 | AMBIGUOUS | timeout while amending | docs:v5/error
            170311 | STATE | the amend failed | docs:v5/error
            170312 | STATE | this order cannot be amended | docs:v5/error
            170313 | STATE | the new quantity is below the filled one | docs:v5/error
            170341 | QTY | the quantity is above the largest one | docs:v5/error
            170344 | FUNDS | the symbol has no margin trading, or too little margin | docs:v5/error
            170346 | ACCOUNT | the settlement coin is no collateral | docs:v5/error
            170348 | ACCOUNT | this user must use the Turkish site | docs:v5/error
            170355 | PERMISSION | RPI orders are for approved makers | docs:v5/error
            170358 | ACCOUNT | no ETP on this site | docs:v5/error
            170359 | ACCOUNT | no leverage on this site | docs:v5/error
            170360 | ACCOUNT | the symbol cannot be traded | docs:v5/error
            170371 | PRICE | the price is too high | docs:v5/error
            170372 | PRICE | the price is too low | docs:v5/error
            170381 | QTY | the quantity is below the least one | docs:v5/error
            170382 | QTY | the quantity is above the largest one | docs:v5/error
            170709 | ACCOUNT | a loan does not allow it | docs:v5/error
            170810 | LIMIT | more than 500 orders | docs:v5/error
            """;

    private RetCodesSpot() {}
}
