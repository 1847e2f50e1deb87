package dev.postern.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file: all keys, described once.
 */
final class ConfigKeys {

    static final Key<Section> DATABASE = Key.required("database", DatabaseKeys.SECTION, "where the rows are");
    static final Key<String> SCHEMA = Key.optional(
            "schema",
            Scalars.matching("name", "write a name, as views", "[A-Za-z0-9][A-Za-z0-9_-]*", "is no name of a preset"),
            "a preset; every query of it can be replaced below; without it only what stands below is served");
    static final Key<Boolean> PROTECT_MAILBOXES = Key.defaulted(
            "protectMailboxes",
            Scalars.BOOLEAN,
            false,
            "a mailbox without an alias of its own keeps its mail from its domain's catch-all; for presets that know how");
    static final Key<Map<String, Section>> MAPS =
            Key.defaulted("maps", new NamedSectionsType(MapKeys.SECTION), Map.of(), "look-up maps, by name");
    static final Key<Section> PASSDB = Key.optional("passdb", AccountKeys.PASSDB, "where passwords come from");
    static final Key<Section> MASTERDB = Key.optional(
            "masterdb", AccountKeys.MASTERDB, "passwords of those who may log in as other users; none without it");
    static final Key<Section> USERDB = Key.optional("userdb", AccountKeys.USERDB, "where a user's mail lives");
    static final Key<QueryFile> DOVECOT_SQL = Key.optional(
            "dovecotSql",
            new QueryFileType(),
            "in place of passdb and userdb: a dovecot-sql.conf.ext of 2.3 for both, read as it is");
    static final Key<List<Section>> LISTENERS = Key.defaulted(
            "listeners", new ListType<>(ListenerKeys.SECTION, true), List.of(), "sockets that are served");
    static final Key<Section> AUTH = Key.section("auth", AuthKeys.SECTION, "how logins are judged");
    static final Key<Section> CACHE = Key.section("cache", CacheKeys.SECTION, "how long answers are kept");
    static final Key<String> RECIPIENT_DELIMITER = Key.defaulted(
            "recipientDelimiter",
            Scalars.TEXT,
            GatewayConfig.DEFAULT_RECIPIENT_DELIMITER,
            "each character of it ends a local part's name; empty: extensions are not split off");
    static final Key<List<ExtensionClass>> PROPAGATION = Key.defaulted(
            "propagateUnmatchedExtensions",
            new ListType<>(
                    Scalars.oneOf(ExtensionClass.values(), name -> name.name().toLowerCase(Locale.ROOT)), true),
            GatewayConfig.DEFAULT_PROPAGATION,
            "classes of maps whose answers get the extension that was split off");
    static final Key<List<String>> LOCAL_DOMAINS = Key.defaulted(
            "localDomains",
            new ListType<>(Scalars.matching("domain", "write a domain", "[^\\s@]+", "is no domain"), true),
            List.of(),
            "whose bare local parts are looked up too, as Postfix does for $mydestination");
    static final Key<Section> HTTP = Key.section("http", HttpKeys.SECTION, "health and metrics");
    static final Key<Section> LOG = Key.section("log", LogKeys.SECTION, "how the log is written");

    static final SectionType FILE = SectionType.of(
                    DATABASE,
                    SCHEMA,
                    PROTECT_MAILBOXES,
                    MAPS,
                    PASSDB,
                    MASTERDB,
                    USERDB,
                    DOVECOT_SQL,
                    LISTENERS,
                    AUTH,
                    CACHE,
                    RECIPIENT_DELIMITER,
                    PROPAGATION,
                    LOCAL_DOMAINS,
                    HTTP,
                    LOG)
            .withRule(FileRules::check);

    private ConfigKeys() {}

    /** The sections that have a key {@code name}: for who wrote it somewhere else. */
    static Optional<String> sectionsWith(String name) {
        String sections = FILE.keys().stream()
                .filter(key -> key.type().within().stream()
                        .flatMap(within -> within.section().keys().stream())
                        .anyMatch(inner -> inner.name().equals(name)))
                .map(Key::name)
                .collect(Collectors.joining(" or "));
        return Optional.of(sections).filter(text -> !text.isEmpty());
    }

    static GatewayConfig config(Section file) {
        Map<String, MapConfig> maps = new LinkedHashMap<>();
        file.get(MAPS).forEach((name, map) -> maps.put(name, MapKeys.config(map)));
        QueryFile both = file.find(DOVECOT_SQL).orElse(null);
        return new GatewayConfig(
                DatabaseKeys.config(file.get(DATABASE)),
                file.find(SCHEMA).orElse(null),
                file.get(PROTECT_MAILBOXES),
                maps,
                file.find(PASSDB).map(AccountKeys::passdb).orElse(both == null ? null : new PassdbConfig(null, both)),
                file.find(MASTERDB)
                        .map(masters -> new MasterdbConfig(
                                masters.get(AccountKeys.MASTERDB_QUERY),
                                file.get(AUTH).get(AuthKeys.MASTER_SEPARATOR)))
                        .orElse(null),
                file.find(USERDB)
                        .map(AccountKeys::userdb)
                        .orElse(both == null ? null : new UserdbConfig(null, null, both)),
                file.get(LISTENERS).stream().map(ListenerKeys::config).toList(),
                AuthKeys.config(file.get(AUTH)),
                CacheKeys.config(file.get(CACHE)),
                file.get(RECIPIENT_DELIMITER),
                file.get(PROPAGATION),
                file.get(LOCAL_DOMAINS),
                HttpKeys.config(file.get(HTTP)),
                LogKeys.config(file.get(LOG)));
    }
}
