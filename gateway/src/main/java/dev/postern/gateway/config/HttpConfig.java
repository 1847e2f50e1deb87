package dev.postern.gateway.config;

/**
 * Where health and metrics are served.
 *
 * @param address shared with no listener
 */
public record HttpConfig(ListenAddress.Inet address) {

    /** What an empty section means. */
    public static HttpConfig defaults() {
        return new HttpConfig(new ListenAddress.Inet("127.0.0.1", 4580));
    }
}
