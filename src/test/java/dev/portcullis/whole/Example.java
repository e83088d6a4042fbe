package dev.portcullis.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The bots of {@code docs/examples}, how each is run, and what it needs. */
enum Example {
    PYTHON("bot.py", "python3"),
    PYBIT("pybit_bot.py", "python3"),
    FETCH("bot.mjs", "node"),
    CCXT("ccxt-bot.mjs", "node"),
    JAVA("Bot.java", Path.of(System.getProperty("java.home"), "bin", "java").toString());

    private static final Path SOURCES = Path.of("docs/examples");
    private static final Path NODE_WORK = Path.of(System.getProperty("node.folder", "target/node"));
    private static final ConcurrentHashMap<Example, Optional<String>> WHY_NOT = new ConcurrentHashMap<>();

    private final String file;
    private final String runtime;

    Example(String file, String runtime) {
        this.file = file;
        this.runtime = runtime;
    }

    List<String> command() {
        Path program = this == CCXT ? NODE_WORK.resolve(file) : SOURCES.resolve(file);
        return List.of(runtime, program.toAbsolutePath().toString());
    }

    /** pybit waits by itself and says so in a log of its own. */
    String saysThatItIsRateLimited() {
        return this == PYBIT ? "placed:" : "rate limited";
    }

    /** Why it cannot run on this machine; empty when it can. Found out once. */
    Optional<String> whyNotHere() {
        return WHY_NOT.computeIfAbsent(this, Example::findOut);
    }

    private Optional<String> findOut() {
        Optional<String> why = runs(runtime, "--version") ? missingLibrary() : Optional.of(runtime + " is not in PATH");
        why.ifPresent(reason -> System.out.println("example " + file + " is not run: " + reason));
        return why;
    }

    private Optional<String> missingLibrary() {
        if (this == PYBIT && !runs(runtime, "-c", "import pybit")) {
            return Optional.of("the Python package pybit is not installed");
        }
        return this == CCXT && !ccxtIsInstalled()
                ? Optional.of("npm cannot install the package ccxt here")
                : Optional.empty();
    }

    /** Installs what the SDK check pins, where the example then runs from. */
    private boolean ccxtIsInstalled() {
        try {
            Files.createDirectories(NODE_WORK);
            Path packages = Path.of("src/test/node/package.json");
            Files.copy(packages, NODE_WORK.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(SOURCES.resolve(file), NODE_WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException("cannot prepare " + NODE_WORK, e);
        }
        String folder = NODE_WORK.toString();
        return runs("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder);
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(Arrays.asList(command))
                    .redirectErrorStream(true)
                    .start();
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
