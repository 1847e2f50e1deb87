package dev.postern.gateway.server;

import dev.postern.dovecot.wire.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mail settings in the words of the Dovecot that asks. 2.4 has other names for where mail is and how much there may be,
 * and does not know the old ones; 2.3 takes every name that it does not know for a plugin's setting.
 *
 * <table>
 * <caption>What is said in the one's words or the other's, whichever the row has</caption>
 * <tr><th>2.3</th><th>2.4</th></tr>
 * <tr><td>{@code mail=maildir:~/Maildir:INDEX=/i}</td><td>{@code mail_driver=maildir}, {@code mail_path=~/Maildir},
 *     {@code mail_index_path=/i}</td></tr>
 * <tr><td>{@code quota_rule=*:bytes=5M:messages=9}</td><td>{@code quota_storage_size=5M},
 *     {@code quota_message_count=9}</td></tr>
 * </table>
 */
final class UserdbFields {

    /** The first minor version of the protocol that Dovecot 2.4 speaks. */
    private static final long DOVECOT_2_4 = 3;

    private static final String MAIL = "mail";
    private static final String MAIL_DRIVER = "mail_driver";
    private static final String MAIL_PATH = "mail_path";
    private static final String QUOTA = "quota_";
    private static final String QUOTA_RULE = "quota_rule";
    private static final String QUOTA_SIZE = "quota_storage_size";
    private static final String QUOTA_COUNT = "quota_message_count";

    /** The options behind a path in {@code mail}, and what 2.4 calls them. */
    private static final SortedMap<String, String> MAIL_OPTIONS = new TreeMap<>(Map.of(
            "INDEX", "mail_index_path",
            "CONTROL", "mail_control_path",
            "INBOX", "mail_inbox_path",
            "VOLATILEDIR", "mail_volatile_path",
            "LAYOUT", "mailbox_list_layout"));

    private UserdbFields() {}

    /** The fields for a peer that speaks this minor version. */
    static Parameters spoken(long minor, Parameters fields) {
        return fields.fields().stream().anyMatch(field -> field.startsWith(MAIL) || field.startsWith(QUOTA))
                ? translated(minor, fields)
                : fields;
    }

    private static Parameters translated(long minor, Parameters fields) {
        Map<String, String> said = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (String field : fields.fields()) {
            int value = field.indexOf('=');
            if (value < 0) {
                words.add(field);
            } else {
                said.put(field.substring(0, value), field.substring(value + 1));
            }
        }
        if (minor >= DOVECOT_2_4) {
            newer(said);
        } else {
            older(said);
        }
        said.forEach((name, value) -> words.add(name + '=' + value));
        return new Parameters(words);
    }

    private static void newer(Map<String, String> said) {
        String mail = said.remove(MAIL);
        if (mail != null && !said.containsKey(MAIL_DRIVER)) {
            String[] parts = mail.split(":", -1);
            said.put(MAIL_DRIVER, parts[0]);
            for (int i = 1; i < parts.length; i++) {
                location(said, parts[i], i == 1);
            }
        }
        String rule = said.remove(QUOTA_RULE);
        said.keySet().removeIf(name -> name.matches("quota_rule[0-9]+"));
        for (String limit :
                rule != null && rule.startsWith("*:") ? rule.substring(2).split(":", -1) : new String[0]) {
            limit(said, limit);
        }
    }

    private static void location(Map<String, String> said, String part, boolean isPath) {
        int value = part.indexOf('=');
        String name = value < 0 ? null : MAIL_OPTIONS.get(part.substring(0, value));
        if (isPath && !part.isEmpty()) {
            said.putIfAbsent(MAIL_PATH, part);
        } else if (name != null) {
            said.putIfAbsent(name, part.substring(value + 1));
        }
    }

    private static void limit(Map<String, String> said, String limit) {
        if (limit.startsWith("bytes=")) {
            said.putIfAbsent(QUOTA_SIZE, limit.substring("bytes=".length()));
        } else if (limit.startsWith("storage=")) {
            // In KiB where no unit stands behind it.
            String size = limit.substring("storage=".length());
            said.putIfAbsent(QUOTA_SIZE, size.matches("[0-9]+") ? size + 'K' : size);
        } else if (limit.startsWith("messages=")) {
            said.putIfAbsent(QUOTA_COUNT, limit.substring("messages=".length()));
        }
    }

    private static void older(Map<String, String> said) {
        String driver = said.remove(MAIL_DRIVER);
        String path = said.remove(MAIL_PATH);
        StringBuilder options = new StringBuilder();
        MAIL_OPTIONS.forEach((old, name) -> {
            String value = said.remove(name);
            options.append(value == null ? "" : ':' + old + '=' + value);
        });
        if (driver != null) {
            said.putIfAbsent(MAIL, driver + ':' + (path == null ? "" : path) + options);
        }
        String size = said.remove(QUOTA_SIZE);
        String count = said.remove(QUOTA_COUNT);
        if (size != null || count != null) {
            said.putIfAbsent(
                    QUOTA_RULE,
                    '*' + (size == null ? "" : ":bytes=" + size) + (count == null ? "" : ":messages=" + count));
        }
    }
}
