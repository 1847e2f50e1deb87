package dev.postern.acceptance.postfix;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A main.cf that keeps an instance to itself. */
final class MainCf {
    private static final String ALONE = """
            compatibility_level = 3.6
            queue_directory = FOLDER/spool
            data_directory = FOLDER/data
            maillog_file = FOLDER/maillog
            maillog_file_prefixes = FOLDER
            myhostname = mx.test
            mydestination =
            mynetworks =
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            smtputf8_enable = yes
            recipient_delimiter = +
            local_recipient_maps =
            local_transport = error:no local mail
            alias_maps =
            alias_database =
            disable_dns_lookups = yes
            smtpd_peername_lookup = no
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject_unauth_destination
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            default_transport = discard:
            smtpd_error_sleep_time = 0
            smtpd_soft_error_limit = 1000
            smtpd_hard_error_limit = 2000
            append_dot_mydomain = no
            setgid_group = postdrop
            """;

    private MainCf() {}

    /** A parameter that stands twice brings a warning from each program that reads the file: what a test sets replaces. */
    static String text(Path folder, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        ALONE.replace("FOLDER", folder.toString()).lines().forEach(line -> {
            String[] setting = line.split("=", 2);
            all.put(setting[0].strip(), setting[1].strip());
        });
        all.putAll(settings);
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
