package dev.postern.gateway.config;

/** {@code http:} */
final class HttpKeys {

    static final Key<ListenAddress.Inet> ADDRESS = Key.defaulted(
            "address", Scalars.HOST_AND_PORT, HttpConfig.defaults().address(), "where health and metrics are served");

    static final SectionType SECTION = SectionType.of(ADDRESS);

    private HttpKeys() {}

    static HttpConfig config(Section section) {
        return new HttpConfig(section.get(ADDRESS));
    }
}
