package dev.postern.gateway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code postern}: chooses a command. */
@Command(
        name = "postern",
        description = "The side gate between a mail server's daemons and its PostgreSQL database.",
        mixinStandardHelpOptions = true,
        versionProvider = PosternCommand.Version.class,
        scope = CommandLine.ScopeType.INHERIT)
public final class PosternCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For picocli. */
    PosternCommand() {}

    /** Runs one command and returns its exit code. */
    public static int run(String[] arguments) {
        if (isPlainServe(arguments)) {
            return serve(Path.of(arguments[2]));
        }
        return run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), standardError(), arguments);
    }

    /**
     * Whether this is the start of a service and nothing else. No archive holds picocli's classes, which are of an old
     * format, and to load them is a sixth of such a start.
     */
    private static boolean isPlainServe(String[] arguments) {
        return arguments.length == 3
                && arguments[0].equals("serve")
                && arguments[1].equals("-c")
                && !arguments[2].isEmpty();
    }

    private static int serve(Path file) {
        try {
            Serving.serve(file);
            return ExitCode.OK;
        } catch (CommandFailure failure) {
            standardError().println(failure.getMessage());
            return failure.exitCode();
        }
    }

    private static PrintWriter standardError() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    /** As {@link #run(String[])}, printing to writers of the caller's. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = line(arguments);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(PosternCommand::explainUsage);
        line.setExecutionExceptionHandler(PosternCommand::explainFailure);
        return line.execute(arguments);
    }

    /** What is run with these arguments; with none it holds every command. */
    static CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(new PosternCommand());
        commands(arguments).forEach(line::addSubcommand);
        return line;
    }

    /**
     * The one that is asked for, because looking at all of them by reflection is a tenth of a start; else all, which
     * help and the completion script tell of.
     */
    private static Collection<Class<?>> commands(String... arguments) {
        Class<?> wanted = arguments.length > 0 ? Commands.ALL.get(arguments[0]) : null;
        return wanted == null || wanted == GenerateCompletion.class ? Commands.ALL.values() : List.of(wanted);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int explainUsage(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr()
                .println("postern: " + problem.getMessage() + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int explainFailure(Exception problem, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (problem instanceof CommandFailure failure) {
            command.getErr().println(failure.getMessage());
            return failure.exitCode();
        }
        throw problem;
    }

    /** By name, in the order of the help text. */
    private static final class Commands {
        private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

        static {
            ALL.put("demo", DemoCommand.class);
            ALL.put("serve", ServeCommand.class);
            ALL.put("check", CheckCommand.class);
            ALL.put("config", ConfigCommand.class);
            ALL.put("lookup", LookupCommand.class);
            ALL.put("auth", AuthCommand.class);
            ALL.put("user", UserCommand.class);
            ALL.put("pw", PwCommand.class);
            ALL.put("schema", SchemaCommand.class);
            ALL.put("generate-completion", GenerateCompletion.class);
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PosternCommand.class.getPackage().getImplementationVersion();
            return new String[] {"postern " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
