package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides changes to the operators of a desk. */
final class OperatorPlans {
    private final Desk desk;
    private final Instant now;

    OperatorPlans(Desk desk, Instant now) {
        this.desk = desk;
        this.now = now;
    }

    /** A new operator with a first token. */
    Plan<NewOperator> add(OperatorName name, Role role, TokenPlans tokens, TokenPlans.Order order) {
        if (desk.operators().containsKey(name)) {
            return Plan.refuse(Reason.NAME_TAKEN, "there is an operator " + name + " already; choose another name");
        }
        Plan<IssuedToken> token = tokens.mint(new Token.Holder(TokenKind.OPERATOR, name.text()), order);
        if (!(token.result() instanceof DeskResult.Done<IssuedToken> minted)) {
            throw new IllegalStateException("a token for a new operator is never refused");
        }
        List<Sql> statements = new ArrayList<>(token.statements());
        statements.add(insert(name, role));
        NewOperator added = new NewOperator(new Operator(name, role, now), minted.value());
        return new Plan<>(statements, new DeskResult.Done<>(added, List.of()));
    }

    private Sql insert(OperatorName name, Role role) {
        return Sql.of(
                "INSERT INTO operators (name, role, created_at) VALUES (?, ?, ?)",
                name.text(),
                role.text(),
                now.toEpochMilli());
    }

    /** A new operator who cannot come in before a token is issued. */
    Plan<Operator> addWithoutToken(OperatorName name, Role role) {
        if (desk.operators().containsKey(name)) {
            return Plan.refuse(Reason.NAME_TAKEN, "there is an operator " + name + " already; choose another name");
        }
        return Plan.write(new Operator(name, role, now), insert(name, role));
    }

    /** Another role; that an admin stays is looked at by who plans the whole. */
    Plan<Operator> setRole(OperatorName name, Role role) {
        Operator operator = desk.operators().get(name);
        if (operator == null) {
            return unknown(name);
        }
        return Plan.write(
                new Operator(name, role, operator.createdAt()),
                Sql.of("UPDATE operators SET role = ? WHERE name = ?", role.text(), name.text()));
    }

    /** The tokens go too. The last admin stays: nobody else could make another. */
    Plan<Operator> remove(OperatorName name) {
        Operator operator = desk.operators().get(name);
        if (operator == null) {
            return unknown(name);
        }
        if (operator.role() == Role.ADMIN && admins() == 1) {
            return Plan.refuse(
                    Reason.CONFLICT,
                    "operator " + name + " is the only admin; add another first: operator add NAME --role admin");
        }
        return Plan.write(
                operator,
                Sql.of(
                        "DELETE FROM tokens WHERE owner_kind = ? AND owner = ?",
                        TokenKind.OPERATOR.owner(),
                        name.text()),
                Sql.of("DELETE FROM operators WHERE name = ?", name.text()));
    }

    private long admins() {
        return desk.operators().values().stream()
                .filter(operator -> operator.role() == Role.ADMIN)
                .count();
    }

    <T> Plan<T> unknown(OperatorName name) {
        List<String> names = desk.operators().keySet().stream()
                .map(OperatorName::text)
                .sorted()
                .toList();
        return Plan.refuse(
                Reason.NOT_FOUND, "there is no operator " + name + "; there are " + String.join(", ", names));
    }
}
