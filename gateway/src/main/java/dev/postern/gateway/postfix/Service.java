package dev.postern.gateway.postfix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A service of master.cf.
 *
 * @param name as the first column has it
 * @param type inet, unix, pass …
 * @param chroot whether it runs in the queue directory
 * @param command the program
 * @param overrides the parameters that it is given by {@code -o}
 */
public record Service(String name, String type, boolean chroot, String command, Map<String, String> overrides) {

    private static final int COMMAND_COLUMN = 7;

    /** Copies the map. */
    public Service {
        overrides = Map.copyOf(overrides);
    }

    /** Reads what {@code postconf -Mx} prints: one service on each line. */
    public static List<Service> parse(String printed, MainCf main) {
        return printed.lines()
                .map(Words::of)
                .filter(words -> words.size() > COMMAND_COLUMN)
                .map(words -> service(words, main))
                .toList();
    }

    private static Service service(List<String> words, MainCf main) {
        boolean chroot = words.get(4).equals("-")
                ? main.chrootsByDefault()
                : words.get(4).equals("y");
        Map<String, String> overrides = new HashMap<>();
        for (int i = COMMAND_COLUMN + 1; i + 1 < words.size(); i++) {
            if (words.get(i).equals("-o")) {
                String setting = words.get(i + 1);
                int equals = setting.indexOf('=');
                if (equals > 0) {
                    overrides.put(
                            setting.substring(0, equals).strip(),
                            setting.substring(equals + 1).strip());
                }
            }
        }
        return new Service(words.get(0), words.get(1), chroot, words.get(COMMAND_COLUMN), overrides);
    }

    /** The value that counts for this service. */
    String value(String parameter, MainCf main) {
        return overrides.getOrDefault(parameter, main.value(parameter));
    }

    /** Whether mail from other sites comes in here: port 25, or what postscreen hands over. */
    boolean isPublicSmtp() {
        String port = name.substring(name.lastIndexOf(':') + 1);
        return command.equals("smtpd")
                && (type.equals("pass") || (type.equals("inet") && (port.equals("smtp") || port.equals("25"))));
    }
}
