package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.postgres.Database;
import java.nio.file.Path;

/** The files of a private Dovecot 2.3. */
final class DovecotConf {

    private DovecotConf() {}

    /**
     * The auth service alone. Any mode but 0666 of auth-userdb switches its filter by uid off; no anvil-auth-penalty: no
     * delay that grows with the failures of a test class.
     */
    static String auth(Path folder) {
        return """
                base_dir = FOLDER/run
                state_dir = FOLDER/state
                log_path = FOLDER/log
                protocols =
                ssl = no
                auth_mechanisms = plain login cram-md5 digest-md5 scram-sha-1 scram-sha-256 oauthbearer xoauth2 external anonymous
                auth_ssl_username_from_cert = yes
                auth_realms = example.org
                auth_failure_delay = 0
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
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
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
                """.replace("FOLDER", folder.toString());
    }

    /** The same with master users, whom another file of the folder names: behind a star, or by PLAIN's authzid. */
    static String authWithMasters(Path folder) {
        return auth(folder) + """
                auth_master_user_separator = *
                passdb {
                  driver = sql
                  args = FOLDER/masters.conf
                  master = yes
                  pass = yes
                }
                """.replace("FOLDER", folder.toString());
    }

    /** A database, and what is asked of it. */
    static String sql(Database database, String passdb, String userdb) {
        return """
                driver = pgsql
                connect = host=127.0.0.1 port=%d dbname=%s user=%s
                default_pass_scheme = CRYPT
                password_query = %s
                user_query = %s
                iterate_query = SELECT userid AS username FROM users
                """.formatted(database.server().port(), database.name(), Database.READER, passdb, userdb);
    }
}
