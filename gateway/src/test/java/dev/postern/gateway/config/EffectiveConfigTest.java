package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffectiveConfigTest {

    private final InMemory given =
            new InMemory().variable("DBUSER", "reader").variable("TTL", "90s").file("/run/db", "hunter2\n");

    private final EffectiveConfig effective = given.effective("""
            database:
              url: jdbc:postgresql://db/mails?sslpassword=hunter3&ssl=true
              username: ${DBUSER}
              passwordFile: /run/db
            schema: views
            maps:
              own:
                kind: exact
                query: |
                  SELECT a
                  FROM b
            listeners:
              - {protocol: tcp-table, address: "inet:[0:0::1]:4525", map: own, allow: [10.0.0.0/8, "::1"]}
            cache: {ttl: "${TTL}"}
            """);

    @Test
    void saysWhereEachValueCameFrom() {
        assertThat(effective.toString().lines())
                .contains(
                        "database.username: reader   # environment variable DBUSER, postern.yaml:3",
                        "database.connections: 4   # default",
                        "schema: views   # postern.yaml:5",
                        "maps.own.query: SELECT a\\nFROM b\\n   # postern.yaml:9",
                        "maps.own.kind: exact   # postern.yaml:8",
                        "listeners[0].address: inet:[0:0::1]:4525   # postern.yaml:13",
                        "listeners[0].allow: [10.0.0.0/8, 0:0:0:0:0:0:0:1/128]   # postern.yaml:13",
                        "listeners[0].maxConnections: 8192   # default",
                        "auth.mechanisms: [PLAIN, LOGIN, CRAM-MD5, DIGEST-MD5, SCRAM-SHA-1, SCRAM-SHA-256]   # default",
                        "auth.defaultDomain: \"\"   # default",
                        "cache.ttl: 90s   # environment variable TTL, postern.yaml:14",
                        "cache.maxBytes: 128MiB   # default",
                        "recipientDelimiter: +   # default",
                        "http.address: 127.0.0.1:4580   # default");
    }

    @Test
    void masksSecrets() {
        assertThat(effective.toString().lines())
                .contains(
                        "database.url: jdbc:postgresql://db/mails?sslpassword=****&ssl=true   # postern.yaml:2",
                        "database.passwordFile: ****   # file /run/db, postern.yaml:4");
        assertThat(effective.toString()).doesNotContain("hunter");
    }

    /** What only the database can tell is said of the line that asked for it. */
    @Test
    void placesProblemsFromBehindTheFile() {
        assertThat(at("maps.own.query")).isEqualTo("postern.yaml:9:12: no such table b; create it");
        assertThat(at("listeners[0].allow[1]")).startsWith("postern.yaml:13:88: ");
    }

    @Test
    void placesProblemsOfAbsentKeysAtTheSectionAroundThem() {
        assertThat(at("maps.own.expansionLimit")).startsWith("postern.yaml:7:3: ");
        assertThat(at("listeners[0].owner")).startsWith("postern.yaml:13:5: ");
        assertThat(at("passdb.query")).startsWith("postern.yaml:1:1: ");
    }

    private String at(String key) {
        return effective.problemAt(key, "no such table b", "create it").toString();
    }
}
