package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what the gate answered: a table for people, JSON for programs. */
final class Printer {
    private final PrintStream out;
    private final boolean json;

    Printer(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** One line for a person; nothing when JSON was asked for. */
    void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** The whole answer, when JSON was asked for. */
    boolean asJson(JsonObject answer) {
        if (json) {
            out.println(answer.encodePrettily());
        }
        return json;
    }

    /** Rows of one kind, with the given fields as columns; says so when there are none. */
    void rows(JsonArray rows, String none, String... fields) {
        if (rows.isEmpty()) {
            out.println(none);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(fields));
        rows.stream().map(JsonObject.class::cast).forEach(row -> lines.add(cells(row, fields)));
        printAligned(lines);
    }

    /** Each alert that stands in two lines: what it is, and what to do about it. */
    void alerts(JsonArray standing) {
        if (standing.isEmpty()) {
            out.println("no alert stands");
        }
        standing.stream().map(JsonObject.class::cast).forEach(alert -> {
            out.println(alert.getString("severity").toUpperCase(Locale.ROOT) + " " + alert.getString("kind") + " \""
                    + alert.getString("subject") + "\" since " + alert.getString("since") + ": "
                    + alert.getString("text"));
            out.println("  what to do: " + alert.getString("remedy") + " (" + alert.getString("runbook") + ")");
        });
    }

    /** One object, a field a line. */
    void fields(JsonObject object) {
        List<List<String>> lines = new ArrayList<>();
        object.forEach(entry -> lines.add(List.of(entry.getKey(), cell(entry.getValue()))));
        printAligned(lines);
    }

    private static List<String> cells(JsonObject row, String... fields) {
        List<String> cells = new ArrayList<>();
        for (String field : fields) {
            cells.add(cell(row.getValue(field)));
        }
        return cells;
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof JsonArray list) {
            return list.isEmpty() ? "-" : list.stream().map(Printer::cell).collect(Collectors.joining(","));
        }
        if (value instanceof JsonObject object) {
            return object.encode();
        }
        return String.valueOf(value);
    }

    private void printAligned(List<List<String>> lines) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        lines.forEach(line -> out.println(aligned(line, widths)));
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            text.append(line.get(i));
            if (i < line.size() - 1) {
                text.append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
        }
        return text.toString();
    }
}
