package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import dev.portcullis.risk.PreTrade;
import io.vertx.core.Future;

/** Holds creates and amends against the desk's pre-trade rules; what they reserve is settled with the answer. */
final class RiskCheck implements Stage<Claimed, Claimed> {
    private final PreTrade rules;

    RiskCheck(PreTrade rules) {
        this.rules = rules;
    }

    @Override
    public Service<Claimed> before(Service<Claimed> next) {
        return claimed -> {
            WriteBody body = claimed.call().body();
            if (body == null) {
                return next.serve(claimed);
            }
            Admitted by = claimed.admitted();
            PreTrade.Verdict verdict =
                    rules.check(by.client(), by.account(), claimed.call().kind(), body);
            if (verdict.refusal().isPresent()) {
                return Future.succeededFuture(
                        new Answer.Refused(verdict.refusal().get()));
            }
            return next.serve(claimed).onComplete(done -> verdict.reservation().settle());
        };
    }
}
