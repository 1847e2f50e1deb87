package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Dovecot's own auth service, looking the same rows up in the same database.
 *
 * @param run the folder of its sockets
 */
record Dovecot(Path run) {
    private static final String PROGRAM = "/usr/sbin/dovecot";

    /** Large enough for everybody; the time to live is longer than a run. */
    private static final String CACHE =
            "auth_cache_size = 256M\nauth_cache_ttl = 1 hour\nauth_cache_negative_ttl = 1 hour\n";

    /**
     * client_limit: 64 connections and more. 0777, because exactly 0666 would switch a filter by uid on.
     */
    private static final String CONFIGURATION = """
            base_dir = FOLDER/run
            state_dir = FOLDER/state
            log_path = FOLDER/log
            protocols =
            ssl = no
            auth_mechanisms = plain login
            auth_failure_delay = 0
            CACHE
            passdb {
              driver = sql
              args = FOLDER/sql.conf
            }
            userdb {
              driver = sql
              args = FOLDER/sql.conf
            }
            service anvil {
              client_limit = 4000
            }
            service auth {
              client_limit = 4000
              unix_listener auth-client {
                mode = 0666
              }
              unix_listener auth-userdb {
                mode = 0777
              }
            }
            """;

    private static final String SQL = """
            driver = pgsql
            connect = host=127.0.0.1 port=%d dbname=%s user=%s
            default_pass_scheme = CRYPT
            password_query = SELECT userid AS "user", password FROM users WHERE userid = '%%u'
            user_query = SELECT '/var/mail/vhosts/' || home AS home, uid, gid FROM users WHERE userid = '%%u'
            """;

    static Dovecot withCache(Site site, Postgres postgres) throws IOException {
        return start(site, postgres, "dovecot-cached", CACHE);
    }

    static Dovecot withoutCache(Site site, Postgres postgres) throws IOException {
        return start(site, postgres, "dovecot", "");
    }

    private static Dovecot start(Site site, Postgres postgres, String name, String cache) throws IOException {
        Path folder = site.folder(name);
        Files.writeString(
                folder.resolve("sql.conf"), SQL.formatted(postgres.port(), Postgres.DATABASE, Postgres.READER));
        Path configuration = folder.resolve("dovecot.conf");
        Files.writeString(
                configuration,
                CONFIGURATION.replace("FOLDER", folder.toString()).replace("CACHE", cache));
        Daemon daemon = site.start(name, Map.of(), List.of(PROGRAM, "-F", "-c", configuration.toString()));
        Dovecot dovecot = new Dovecot(folder.resolve("run"));
        daemon.await("Dovecot listens", () -> Files.exists(dovecot.run.resolve("auth-userdb")));
        return dovecot;
    }

    String authClient() {
        return "unix:" + run.resolve("auth-client");
    }

    String authUserdb() {
        return "unix:" + run.resolve("auth-userdb");
    }
}
