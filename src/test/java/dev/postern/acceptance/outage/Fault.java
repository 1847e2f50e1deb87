package dev.postern.acceptance.outage;

import dev.postern.acceptance.postgres.Database;
import java.sql.Connection;

/** What can happen to a database. Each begins, and gives what ends it. */
enum Fault {
    /** Stopped by its administrator. */
    STOPPED("stopped, restarted") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.database.server().stop();
            return () -> {
                site.database.server().start();
                site.database.awaitAnswer();
            };
        }
    },

    /** One of its processes is killed: all connections end, and it recovers from its log before it takes new ones. */
    KILLED("a server process killed -9") {
        @Override
        Step begin(FaultSite site) throws Exception {
            String pid = site.database
                    .column("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid() LIMIT 1")
                    .get(0);
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            return site.database::awaitAnswer;
        }
    },

    /** Its packets, and those that would say that it is gone, are dropped. */
    BLACK_HOLE("accepts connections and answers nothing; packets dropped") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.wire.silence();
            return site.wire::speak;
        }
    },

    /** Connections are reset in the middle of a reply. */
    TORN_REPLIES("connections reset in the middle of a reply") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.wire.tear();
            return site.wire::mend;
        }
    },

    /** The first host is gone, and the second of the URL has taken over; then the other way round. */
    FAILED_OVER("fails over to another host of the URL") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.second.open();
            site.wire.close(true);
            site.awaitRecovery(site.newUser());
            return () -> {
                site.wire.open();
                site.second.close(true);
            };
        }
    },

    /** It takes no more connections, and has ended those that there were. */
    OUT_OF_CONNECTIONS("no connections left (`53300`)") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.alter("CONNECTION LIMIT 0");
            site.endConnections();
            return () -> site.alter("CONNECTION LIMIT -1");
        }
    },

    /** Postern's role has another password, which an operator tells Postern later. */
    PASSWORD_CHANGED("the password of Postern's role changed (`28P01`)") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.changePassword();
            site.endConnections();
            return site::tellPassword;
        }
    },

    /** A view is dropped, and made again. */
    VIEW_GONE("a view dropped and made again") {
        @Override
        Step begin(FaultSite site) throws Exception {
            String query = site.database
                    .column("SELECT pg_get_viewdef('postfix_mailboxes')")
                    .get(0);
            site.database.execute("DROP VIEW postfix_mailboxes");
            return () -> site.database.execute("CREATE VIEW postfix_mailboxes AS " + query
                    + "; GRANT SELECT ON postfix_mailboxes TO " + Database.READER);
        }
    },

    /** A view answers, but not in time. */
    TOO_SLOW("statements too slow") {
        @Override
        Step begin(FaultSite site) throws Exception {
            site.database.execute("ALTER VIEW postfix_virtual RENAME TO fast;"
                    + " CREATE VIEW postfix_virtual AS SELECT fast.* FROM fast, (SELECT pg_sleep(60)) slow;"
                    + " GRANT SELECT ON postfix_virtual TO " + Database.READER);
            return () -> site.database.execute("DROP VIEW postfix_virtual; ALTER VIEW fast RENAME TO postfix_virtual");
        }
    },

    /** Somebody holds a lock on a table and has gone to lunch. */
    LOCKED("a lock on a table") {
        @Override
        Step begin(FaultSite site) throws Exception {
            Connection lock = site.database.lock("users");
            return lock::close;
        }
    };

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /** What docs/failure.md calls it. */
    String title() {
        return title;
    }

    /** Something that may fail. */
    interface Step {
        void take() throws Exception;
    }

    /** Begins it, and gives what ends it. */
    abstract Step begin(FaultSite site) throws Exception;

    /** Lets it happen while something is done, and ends it whatever comes of that. */
    void during(FaultSite site, Step meanwhile) throws Exception {
        Step end = begin(site);
        try {
            meanwhile.take();
        } finally {
            end.take();
        }
    }
}
