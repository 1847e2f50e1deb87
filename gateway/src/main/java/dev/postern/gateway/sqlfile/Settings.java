package dev.postern.gateway.sqlfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of one file by name. Filled while it is read, then only asked. */
final class Settings {
    private final Map<String, SettingText> values = new LinkedHashMap<>();

    /** The last one of a name counts, for Postfix and for Dovecot. */
    void put(String name, SettingText value, Remarks remarks) {
        SettingText before = values.put(name, value);
        if (before != null) {
            remarks.warning(
                    before.line(),
                    name + " is set again on line " + value.line() + ", and that counts",
                    "take one of them out");
        }
    }

    Optional<SettingText> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value's text; {@code otherwise} where the file does not set it. */
    String text(String name, String otherwise) {
        return find(name).map(SettingText::text).orElse(otherwise);
    }

    /** The line on which it stands; the first one where it does not. */
    int line(String name) {
        return find(name).map(SettingText::line).orElse(1);
    }

    /** The names that are not among {@code known}. */
    Map<String, SettingText> others(Set<String> known) {
        Map<String, SettingText> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(known);
        return others;
    }
}
