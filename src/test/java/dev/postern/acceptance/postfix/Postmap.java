package dev.postern.acceptance.postfix;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The real {@code postmap}. It sends the key as typed, as smtpd would send it after its own folding.
 *
 * @param configuration a folder with a main.cf
 */
public record Postmap(Path configuration) {

    /** With nothing but what the command needs. */
    public static Postmap in(Workspace workspace) throws IOException {
        workspace.write("postmap/master.cf", "");
        workspace.write("postmap/main.cf", "compatibility_level = 3.6\n");
        return new Postmap(workspace.folder("postmap"));
    }

    /** Asks for one key: {@code postmap -q KEY}. */
    public MapAnswer query(String key, String table) {
        return MapAnswer.of(command(key, table).run());
    }

    /**
     * Asks for many keys over one connection: {@code postmap -q -}. They are sent as UTF-8 in any locale; those that are
     * not found are left out.
     */
    public Map<String, String> queryAll(List<String> keys, String table) {
        CommandResult result =
                command("-", table).input(String.join("\n", keys) + "\n").run();
        // Postfix passes over NULLs and empty texts of its own tables with a warning for each.
        if (!result.err().lines().allMatch(line -> line.endsWith(" -- ignored"))) {
            throw new AssertionError(result.err());
        }
        return result.out()
                .lines()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }

    private Command command(String key, String table) {
        return Command.of("postmap", "-c", configuration.toString(), "-q", key, table);
    }
}
