package dev.portcullis.cli;

import dev.portcullis.credential.CredentialException;
import dev.portcullis.gate.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command line as a whole. */
@Command(
        name = "portcullis",
        description = "The one gate between a trading desk's bots and Bybit.",
        mixinStandardHelpOptions = true,
        versionProvider = Portcullis.Versions.class,
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            ServeCommand.class,
            ConnectCommand.class,
            SmokeCommand.class,
            SandboxCommand.class,
            AccountCommands.class,
            KeyCommands.class,
            ClientCommands.class,
            TokenCommands.class,
            OperatorCommands.class,
            ExportCommand.class,
            ApplyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HaltCommand.class,
            ResumeCommand.class,
            OrderCommands.class,
            AuditCommands.class,
            StoreCommands.class,
            AlertCommands.class,
            StatusCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        })
public final class Portcullis {
    Portcullis() {}

    /** Prints which version this is. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"portcullis " + Version.TEXT};
        }
    }

    /** Runs one command and returns its exit code: 0 ok, 1 refused or failed, 2 usage. */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new Portcullis());
        explainsItself(line);
        line.setExecutionExceptionHandler(Portcullis::explain);
        return line.execute(arguments);
    }

    /** Every command answers --help, whichever one it stands behind. */
    private static void explainsItself(CommandLine line) {
        line.getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof HelpCommand))
                .forEach(command -> {
                    command.getCommandSpec().mixinStandardHelpOptions(true);
                    explainsItself(command);
                });
    }

    /** What a person is told: the sentence of an expected failure; of anything else its kind too. */
    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult result) {
        boolean expected = failure instanceof CommandFailure
                || failure instanceof IllegalStateException
                || failure instanceof CredentialException;
        if (expected) {
            line.getErr().println(failure.getMessage());
        } else {
            line.getErr().println("failed: " + failure);
        }
        return ExitCodes.REFUSED_OR_FAILED;
    }
}
