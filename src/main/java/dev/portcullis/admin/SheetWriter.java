package dev.portcullis.admin;

import dev.portcullis.identity.DeskSheet;
import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TradingRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a desk as YAML: every value written out, in the order of names, so that two files of it diff well. */
final class SheetWriter {
    /** The form of the file; another one is refused. */
    static final String VERSION = "1";

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_.-]*|[0-9.]+/[0-9]+");
    /** Words that some reader of YAML takes for something else than text. */
    private static final Set<String> NOT_TEXT = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder yaml = new StringBuilder();

    private SheetWriter() {}

    /** @param missing what the desk has and the sheet cannot show, a sentence each */
    static String write(DeskSheet sheet, List<String> missing) {
        SheetWriter writer = new SheetWriter();
        writer.line(0, "# The desk of a Portcullis gate. No secret is in here: keys and tokens are not part of it.");
        missing.forEach(what -> writer.line(0, "# NOT IN HERE: " + what.replaceAll("\\R", " ")));
        writer.line(0, "version: " + VERSION);
        sheet.accounts().ifPresent(all -> writer.section("accounts", all, writer::account));
        sheet.clients().ifPresent(all -> writer.section("clients", all, writer::client));
        sheet.operators().ifPresent(all -> writer.section("operators", all, writer::operator));
        return writer.yaml.toString();
    }

    private <T> void section(String name, Collection<T> all, Consumer<T> each) {
        line(0, name + ":" + (all.isEmpty() ? " {}" : ""));
        all.forEach(each);
    }

    private void account(DeskSheet.OfAccount account) {
        line(1, word(account.id().text()) + ":");
        line(2, "environment: " + word(account.environment().text()));
        line(2, "cidrs: " + list(account.allowed()));
        line(2, "enabled: " + account.enabled());
        rules(2, account.rules());
    }

    private void client(DeskSheet.OfClient client) {
        line(1, word(client.id().text()) + ":");
        line(2, "cidrs: " + list(client.allowed()));
        line(2, "signed: " + client.signed());
        line(2, "enabled: " + client.enabled());
        limits(2, client.limits());
        line(2, "grants:" + (client.grants().isEmpty() ? " {}" : ""));
        client.grants().forEach(this::grant);
    }

    private void grant(DeskSheet.OfGrant grant) {
        line(3, word(grant.account().text()) + ":");
        line(4, "scopes: " + list(grant.scopes().stream().sorted().map(Scope::text)));
        limits(4, grant.limits());
        rules(4, grant.rules());
        grant.key().ifPresent(label -> line(4, "key: " + word(label)));
    }

    private void limits(int depth, DeskLimits limits) {
        if (limits.equals(DeskLimits.NONE)) {
            return;
        }
        line(depth, "limits:");
        limit(depth + 1, "requestsPerSecond", limits.requestsPerSecond());
        limit(depth + 1, "ordersPerSecond", limits.ordersPerSecond());
        limit(depth + 1, "inFlight", limits.inFlight());
    }

    private void rules(int depth, TradingRules rules) {
        if (!rules.isNone()) {
            line(depth, "rules:");
            rules.words().forEach((name, value) -> line(depth + 1, name + ": \"" + value + '"'));
        }
    }

    private void limit(int depth, String name, @Nullable Integer limit) {
        Optional.ofNullable(limit).ifPresent(number -> line(depth, name + ": " + number));
    }

    private void operator(DeskSheet.OfOperator operator) {
        line(1, word(operator.name().text()) + ":");
        line(2, "role: " + operator.role().text());
    }

    private static String list(AddressList addresses) {
        return list(new TreeSet<>(
                        addresses.blocks().stream().map(AddressBlock::text).toList())
                .stream());
    }

    private static String list(Stream<String> words) {
        return words.map(SheetWriter::word).collect(Collectors.joining(", ", "[", "]"));
    }

    /** All names and addresses are of characters that need no escape between quotation marks. */
    private static String word(String text) {
        return PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text) ? text : '"' + text + '"';
    }

    private void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }
}
