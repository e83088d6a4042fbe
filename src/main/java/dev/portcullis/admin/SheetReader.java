package dev.portcullis.admin;

import dev.portcullis.identity.DeskSheet;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.TradingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a desk from YAML, whole or not at all; every objection names the path in the document, the line, what stands
 * there and what was expected.
 */
final class SheetReader {
    private static final int PROBLEMS_SHOWN_MAX = 20;
    private static final String KEY_LABEL = "[a-z0-9][a-z0-9_-]{0,15}";

    private final List<String> problems = new ArrayList<>();

    private SheetReader() {}

    /** @throws AdminRefusal with all objections, a line each */
    static DeskSheet read(String yaml) {
        SheetReader reader = new SheetReader();
        DeskSheet sheet = reader.sheet(tree(yaml));
        if (reader.problems.isEmpty()) {
            return sheet;
        }
        throw refusal(reader.problems);
    }

    private static YamlNode tree(String yaml) {
        try {
            return YamlNode.read(yaml);
        } catch (YamlNode.Unreadable unreadable) {
            throw refusal(List.of(String.valueOf(unreadable.getMessage())));
        }
    }

    private static AdminRefusal refusal(List<String> problems) {
        List<String> shown = new ArrayList<>(problems.subList(0, Math.min(problems.size(), PROBLEMS_SHOWN_MAX)));
        if (problems.size() > PROBLEMS_SHOWN_MAX) {
            shown.add("and " + (problems.size() - PROBLEMS_SHOWN_MAX) + " more");
        }
        return new AdminRefusal(
                AdminRefusal.Reason.INVALID,
                "the file is no desk, nothing was changed:\n  " + String.join("\n  ", shown));
    }

    private DeskSheet sheet(YamlNode root) {
        Part top = part("", root, "version", "accounts", "clients", "operators");
        String version = top.text("version").orElse("");
        if (!version.equals(SheetWriter.VERSION)) {
            problem(
                    "version",
                    root,
                    "is \"" + version + "\"; this program reads version " + SheetWriter.VERSION
                            + (version.isEmpty() ? ", say so in the first line" : ""));
            return new DeskSheet(Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new DeskSheet(
                top.named("accounts", this::account),
                top.named("clients", this::client),
                top.named("operators", this::operator));
    }

    private DeskSheet.@Nullable OfAccount account(String path, String name, YamlNode node) {
        Part part = part(path, node, "environment", "cidrs", "enabled", "rules");
        AccountId id = value(path, node, name, AccountId::new);
        EnvironmentId environment = part.need("environment", EnvironmentId::new);
        AddressList allowed = part.addresses(AddressList.ANYWHERE);
        boolean enabled = part.flag("enabled", true);
        TradingRules rules = part.rules();
        return id == null || environment == null
                ? null
                : new DeskSheet.OfAccount(id, environment, allowed, enabled, rules);
    }

    private DeskSheet.@Nullable OfClient client(String path, String name, YamlNode node) {
        Part part = part(path, node, "cidrs", "signed", "enabled", "limits", "grants");
        ClientId id = value(path, node, name, ClientId::new);
        AddressList allowed = part.addresses(AddressList.LOOPBACK);
        boolean signed = part.flag("signed", false);
        boolean enabled = part.flag("enabled", true);
        DeskLimits limits = part.limits();
        List<DeskSheet.OfGrant> grants = part.named("grants", this::grant).orElse(List.of());
        return id == null ? null : new DeskSheet.OfClient(id, allowed, signed, enabled, limits, grants);
    }

    private DeskSheet.@Nullable OfGrant grant(String path, String name, YamlNode node) {
        Part part = part(path, node, "scopes", "limits", "key", "rules");
        AccountId account = value(path, node, name, AccountId::new);
        Set<Scope> scopes = part.scopes();
        DeskLimits limits = part.limits();
        Optional<String> key = part.text("key");
        key.filter(label -> !label.matches(KEY_LABEL))
                .ifPresent(label -> problem(path + ".key", node, "\"" + label + "\" must match " + KEY_LABEL));
        TradingRules rules = part.rules();
        return account == null || scopes.isEmpty() ? null : new DeskSheet.OfGrant(account, scopes, limits, key, rules);
    }

    private DeskSheet.@Nullable OfOperator operator(String path, String name, YamlNode node) {
        Part part = part(path, node, "role");
        OperatorName known = value(path, node, name, OperatorName::new);
        Role role = part.need(
                "role",
                word -> Role.ofText(word)
                        .orElseThrow(() -> new IllegalArgumentException("must be viewer, operator or admin")));
        return known == null || role == null ? null : new DeskSheet.OfOperator(known, role);
    }

    private void problem(String path, YamlNode at, String what) {
        problems.add((path.isEmpty() ? "the document" : path) + " (line " + at.line() + "): " + what);
    }

    private <T> @Nullable T value(String path, YamlNode at, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException wrong) {
            problem(path, at, "\"" + text + "\": " + wrong.getMessage());
            return null;
        }
    }

    private Part part(String path, YamlNode node, String... known) {
        if (!(node instanceof YamlNode.Fields fields)) {
            problem(path, node, "is " + node.kind() + "; expected fields: " + String.join(", ", known));
            return new Part(path, Map.of());
        }
        List<String> names = List.of(known);
        fields.values().forEach((name, value) -> {
            if (!names.contains(name)) {
                problem(join(path, name), value, "is not known here; expected " + String.join(", ", names));
            }
        });
        return new Part(path, fields.values());
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Makes one thing of its path, its name and what stands under it; null when a problem was told. */
    private interface Maker<T> {
        @Nullable
        T make(String path, String name, YamlNode node);
    }

    /** The fields of one place in the document. */
    private final class Part {
        private final String path;
        private final Map<String, YamlNode> fields;

        private Part(String path, Map<String, YamlNode> fields) {
            this.path = path;
            this.fields = fields;
        }

        Optional<String> text(String name) {
            YamlNode node = fields.get(name);
            if (node == null) {
                return Optional.empty();
            }
            if (node instanceof YamlNode.Text text) {
                return Optional.of(text.value());
            }
            problem(join(path, name), node, "is " + node.kind() + "; expected a plain value");
            return Optional.empty();
        }

        <T> @Nullable T need(String name, Function<String, T> form) {
            YamlNode node = fields.get(name);
            if (node == null) {
                problems.add(join(path, name) + " is missing");
                return null;
            }
            return text(name)
                    .map(text -> value(join(path, name), node, text, form))
                    .orElse(null);
        }

        boolean flag(String name, boolean whenMissing) {
            Optional<String> word = text(name);
            if (word.isEmpty()) {
                return whenMissing;
            }
            if (!word.get().equals("true") && !word.get().equals("false")) {
                problem(join(path, name), at(name), "\"" + word.get() + "\" must be true or false");
            }
            return word.get().equals("true");
        }

        /** The words of a list; empty when it is missing. An empty list is a problem, for it could mean two things. */
        private List<String> words(String name, String instead) {
            YamlNode node = fields.get(name);
            if (node == null) {
                return List.of();
            }
            List<String> words = new ArrayList<>();
            if (node instanceof YamlNode.Items items) {
                items.values().forEach(item -> {
                    if (item instanceof YamlNode.Text text) {
                        words.add(text.value());
                    } else {
                        problem(join(path, name), item, "is " + item.kind() + "; expected plain values");
                    }
                });
            }
            if (words.isEmpty()) {
                problem(join(path, name), node, "must be a list with at least one value, " + instead);
            }
            return words;
        }

        AddressList addresses(AddressList whenMissing) {
            List<String> words = words("cidrs", "such as [10.0.0.0/8]; leave it out for " + whenMissing);
            AddressList read = words.isEmpty() ? null : value(join(path, "cidrs"), at("cidrs"), words, AddressList::of);
            return read == null ? whenMissing : read;
        }

        Set<Scope> scopes() {
            if (!fields.containsKey("scopes")) {
                problems.add(join(path, "scopes") + " is missing; expected a list such as [read, trade]");
                return Set.of();
            }
            List<String> words = words("scopes", "such as [read, trade]; to give nothing leave the grant out");
            Set<Scope> read = words.isEmpty()
                    ? null
                    : value(join(path, "scopes"), at("scopes"), words, all -> Grant.readScopes(String.join(",", all)));
            return read == null ? Set.of() : read;
        }

        private YamlNode at(String name) {
            return fields.getOrDefault(name, new YamlNode.Text(0, ""));
        }

        private <T> @Nullable T value(String at, YamlNode node, List<String> words, Function<List<String>, T> form) {
            try {
                return form.apply(words);
            } catch (IllegalArgumentException wrong) {
                problem(at, node, String.valueOf(wrong.getMessage()));
                return null;
            }
        }

        private <T> @Nullable T value(String at, YamlNode node, String text, Function<String, T> form) {
            return SheetReader.this.value(at, node, text, form);
        }

        DeskLimits limits() {
            YamlNode node = fields.get("limits");
            if (node == null) {
                return DeskLimits.NONE;
            }
            Part part = part(join(path, "limits"), node, "requestsPerSecond", "ordersPerSecond", "inFlight");
            return new DeskLimits(
                    part.limit("requestsPerSecond"), part.limit("ordersPerSecond"), part.limit("inFlight"));
        }

        /** Rules for orders, each with its value as one word; a list stands for its values joined by a comma. */
        TradingRules rules() {
            YamlNode node = fields.get("rules");
            if (node == null) {
                return TradingRules.NONE;
            }
            Part part = part(join(path, "rules"), node, TradingRuleName.all().split(", ", -1));
            SortedMap<String, String> words = new TreeMap<>();
            part.fields.forEach((name, value) -> {
                if (value instanceof YamlNode.Items) {
                    words.put(name, String.join(",", part.words(name, "such as [BTCUSDT]; leave it out for no rule")));
                } else {
                    part.text(name).ifPresent(text -> words.put(name, text));
                }
            });
            words.keySet().removeIf(name -> TradingRuleName.ofText(name).isEmpty());
            try {
                return TradingRules.of(words);
            } catch (IllegalArgumentException wrong) {
                problem(join(path, "rules"), node, String.valueOf(wrong.getMessage()));
                return TradingRules.NONE;
            }
        }

        private @Nullable Integer limit(String name) {
            return text(name)
                    .map(text -> value(join(path, name), at(name), text, Part::number))
                    .orElse(null);
        }

        private static Integer number(String text) {
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException("must be a whole number from 1; leave it out for no limit");
            }
            return Integer.valueOf(text);
        }

        /** What stands under a field, by name; empty when the field is missing. */
        <T> Optional<List<T>> named(String name, Maker<T> maker) {
            YamlNode node = fields.get(name);
            if (node == null) {
                return Optional.empty();
            }
            if (!(node instanceof YamlNode.Fields all)) {
                problem(join(path, name), node, "is " + node.kind() + "; expected names, or {} for none at all");
                return Optional.empty();
            }
            List<T> made = new ArrayList<>();
            all.values().forEach((key, value) -> {
                T one = maker.make(join(join(path, name), key), key, value);
                if (one != null) {
                    made.add(one);
                }
            });
            return Optional.of(made);
        }
    }
}
