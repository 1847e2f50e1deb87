package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake each, in line 2 of a file whose first line is in order, and all that an operator is told about it. */
class ProblemsOfOneLineTest {

    private static final String PLACE = "postern.yaml:2:";

    private final InMemory given = new InMemory();

    private void assertOnlyProblem(String line, String problem) {
        assertThat(given.problems(InMemory.MINIMAL + line)).containsExactly(PLACE + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                // a slip of the pen
                "shema: views => 1: unknown key 'shema'; did you mean schema?",
                "cache: {max-bytes: 1GiB} => 9: unknown key 'max-bytes' in cache; did you mean maxBytes?",
                "auth: {MECHANISMS: [PLAIN]} => 8: unknown key 'MECHANISMS' in auth; did you mean mechanisms?",
                "maps: {uid: {qeury: x, query: y}} => 14: unknown key 'qeury' in maps.uid; did you mean query?",
                // a known key in the wrong section
                "failureDelay: 2s => 1: unknown key 'failureDelay'; it belongs in auth",
                "staleFor: 2s => 1: unknown key 'staleFor'; it belongs in auth or cache",
                // a key like no other, and one that may hold a secret because a blank is missing
                "log: {colour: true} => 7: unknown key 'colour' in log; valid here: level, format",
                "http: {password:hunter2} => 8: unknown key 'password…' in http; valid here: address",
                // a key that is there twice
                "log: {level: info, level: warn} => 20: key 'level' stands twice, first in line 2; keep one of them",
            })
    void refusesKeysThatNobodyKnows(String line, String problem) {
        assertOnlyProblem(line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "cache: 5 => 8: cache expects a section of keys, not a single value; valid here: maxBytes, ttl, negativeTtl, staleFor, snapshot, preload",
                "http: [1] => 7: http expects a section of keys, not a list; valid here: address",
                "maps: [uid] => 7: maps expects names, not a list; write NAME: {…} below it",
                "listeners: {} => 12: listeners expects a list, not a section of keys; write it in [brackets]",
                "localDomains: a.test => 15: localDomains expects a list, not a single value; write it in [brackets]",
                "schema: [views] => 9: schema expects a single value, not a list; write a name, as views",
                "schema: => 8: schema expects a single value, not nothing; write a name, as views",
                "schema: null => 9: schema expects a single value, not nothing; write a name, as views",
                "passdb: => 8: passdb.query is missing; add query: with Dovecot's own variables; columns user, password and extra fields; or dovecotSql: FILE",
                "userdb: {iterate: x} => 9: userdb.query is missing; add query: with Dovecot's own variables; columns home, uid, gid …; or dovecotSql: FILE",
            })
    void refusesWhatIsOfAnotherType(String line, String problem) {
        assertOnlyProblem(line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                // durations
                "cache: {ttl: 5} => 14: cache.ttl: '5' is not a duration; write a number and ms, s, m, h or d, from 1s to 8760h",
                "cache: {ttl: 5 m} => 14: cache.ttl: '5 m' is not a duration; write a number and ms, s, m, h or d, from 1s to 8760h",
                "cache: {ttl: -5m} => 14: cache.ttl: '-5m' is not a duration; write a number and ms, s, m, h or d, from 1s to 8760h",
                "cache: {ttl: 1.5h} => 14: cache.ttl: '1.5h' is not a duration; write a number and ms, s, m, h or d, from 1s to 8760h",
                "cache: {ttl: 0} => 14: cache.ttl: '0' is less than 1s; write a number and ms, s, m, h or d, from 1s to 8760h",
                "cache: {ttl: 366d} => 14: cache.ttl: '366d' is more than 8760h; write a number and ms, s, m, h or d, from 1s to 8760h",
                "auth: {failureDelay: 8s} => 22: auth.failureDelay: '8s' is more than 7s; write a number and ms, s, m, h or d, from 0 to 7s",
                // sizes
                "cache: {maxBytes: 128MB} => 19: cache.maxBytes: '128MB' is not a size; write bytes, or a number and KiB, MiB or GiB, at least 1MiB",
                "cache: {maxBytes: 1023KiB} => 19: cache.maxBytes: '1023KiB' is less than 1MiB; write bytes, or a number and KiB, MiB or GiB, at least 1MiB",
                // numbers and words
                "maps: {uid: {query: q, expansionLimit: many}} => 40: maps.uid.expansionLimit: 'many' is not a whole number; write a whole number from 0 to 1000000",
                "maps: {uid: {query: q, expansionLimit: -1}} => 40: maps.uid.expansionLimit: '-1' is not a whole number; write a whole number from 0 to 1000000",
                "maps: {uid: {query: q, expansionLimit: 1000001}} => 40: maps.uid.expansionLimit: '1000001' is more than 1000000; write a whole number from 0 to 1000000",
                "auth: {refuseWeak: yes} => 20: auth.refuseWeak: 'yes' is neither true nor false; write true or false",
                "log: {level: wran} => 14: log.level: 'wran' is not known (did you mean warn?); write one of trace, debug, info, warn, error",
                "log: {format: xml} => 15: log.format: 'xml' is not known; write one of text, json",
                "maps: {own: {query: q, kind: aliases}} => 30: maps.own.kind: 'aliases' is not known (did you mean alias?); write one of alias, canonical, mailbox, local-recipient, sender, transport, domain, relay-domain, access, exact",
                "auth: {mechanisms: [PLAIN, plain]} => 28: auth.mechanisms[1]: 'plain' is not known (did you mean PLAIN?); write one of PLAIN, LOGIN, CRAM-MD5, DIGEST-MD5, SCRAM-SHA-1, SCRAM-SHA-1-PLUS, SCRAM-SHA-256, SCRAM-SHA-256-PLUS, OAUTHBEARER, XOAUTH2, EXTERNAL, ANONYMOUS",
                "auth: {mechanisms: [PLAIN, LOGIN, PLAIN]} => 35: auth.mechanisms[2] stands in the list twice; keep one of them",
                "auth: {mechanisms: []} => 20: auth.mechanisms is empty; name at least one, or leave the key out",
                // names
                "schema: ../views => 9: schema: '../views' is no name of a preset; write a name, as views",
                "auth: {defaultScheme: '{CRYPT}'} => 23: auth.defaultScheme: '{CRYPT}' is no scheme; write a scheme's name, as CRYPT",
                "auth: {defaultDomain: '@example.com'} => 23: auth.defaultDomain: '@example.com' is no domain; write a domain without @",
                "localDomains: [a.test, ''] => 24: localDomains[1]: '' is no domain; write a domain",
                "maps: {own.exact: {query: q, kind: exact}} => 8: 'own.exact' is no name for one of maps; use letters, digits, - and _",
                "http: {address: 'inet:127.0.0.1:80'} => 17: http.address: 'inet:127.0.0.1:80' is not HOST:PORT; write HOST:PORT, an IPv6 address in brackets",
                // a long value, and one that is no text for a terminal
                "schema: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' => 9: schema: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' is no name of a preset; write a name, as views",
                "schema: \"\\e[2J\\n\" => 9: schema: '\\u001b[2J\\n' is no name of a preset; write a name, as views",
            })
    void refusesValuesThatAreNone(String line, String problem) {
        assertOnlyProblem(line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "schema: ${PRESET} => 9: schema: environment variable PRESET is not set; set it, or write the value",
                "schema: a${b => 9: schema: ${ begins no reference to an environment variable; write ${NAME}, or $${ for the characters themselves",
                "schema: ${b-c} => 9: schema: ${ begins no reference to an environment variable; write ${NAME}, or $${ for the characters themselves",
                "schema: !secret views => 9: a YAML tag (!) is not supported; put the value in quotes",
            })
    void refusesReferencesToNothing(String line, String problem) {
        assertOnlyProblem(line, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "maps: {own: {query: q}} => 13: maps.own has no kind; say which ladder it walks, as kind: alias",
                "maps: {virtual_alias: {query: q}} => 23: maps.virtual_alias has no kind; did you mean virtual-aliases? Otherwise say which ladder it walks",
                "maps: {own: {kind: alias}} => 13: maps.own has no query; add one, or a file: no schema has a map of this name",
                "maps: {uid: {}} => 13: maps.uid has no query; add one, or a file: there is no schema to take one from",
                "maps: {uid: {query: ''}} => 21: maps.uid.query: '' is empty; write a text that is not empty",
                "maps: {uid: {query: q, virtualAs: x}} => 35: maps.uid is no transport map; take virtualAs out",
                "maps: {transport: {query: q, kind: exact, virtualAs: x}} => 54: maps.transport is no transport map; take virtualAs out",
            })
    void refusesMapsThatCannotBeServed(String line, String problem) {
        assertOnlyProblem(line, problem);
    }
}
