package dev.portcullis.kill;

import dev.portcullis.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Starts the test's processes on this process's own class path. */
final class Launcher {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path folder;
    private final List<String> options;
    private final List<Jvm> started = new ArrayList<>();

    private Launcher(Path folder, List<String> options) {
        this.folder = folder;
        this.options = List.copyOf(options);
    }

    /**
     * A launcher whose logs go to that folder. When the class path begins with the gate's jar, a first {@code demo}
     * leaves an archive of its loaded classes, from which every gate starts in half the time.
     */
    static Launcher in(Path folder) throws IOException, InterruptedException {
        List<String> quickly = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Xlog:cds=off");
        String first = Pattern.compile(File.pathSeparator, Pattern.LITERAL).split(CLASS_PATH, 2)[0];
        if (!first.endsWith(".jar")) {
            return new Launcher(folder, quickly);
        }
        Path archive = folder.resolve("classes.jsa");
        List<String> archiving = new ArrayList<>(quickly);
        archiving.add("-XX:ArchiveClassesAtExit=" + archive);
        Jvm demo = new Launcher(folder, archiving)
                .start(first, "archive", Main.class, List.of("demo", "--once", "--port", "0"));
        if (demo.exitCode() != 0) {
            throw new IOException("the demo failed:\n" + demo.log());
        }
        List<String> archived = new ArrayList<>(quickly);
        archived.add("-XX:SharedArchiveFile=" + archive);
        return new Launcher(folder, archived);
    }

    /** Starts a main class; what it logs goes to the end of {@code NAME.log}. */
    Jvm start(String name, Class<?> main, List<String> arguments) throws IOException {
        return start(CLASS_PATH, name, main, arguments);
    }

    private Jvm start(String classPath, String name, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        Jvm jvm = Jvm.of(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
        started.add(jvm);
        return jvm;
    }

    /** Kills whatever it has started that is still there, however the test has ended. */
    void killAll() throws InterruptedException {
        for (Jvm jvm : started) {
            jvm.kill();
        }
    }
}
