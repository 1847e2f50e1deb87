package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** passdb and userdb. */
class AccountConfigTest {

    @Test
    void areAbsentByDefault() {
        GatewayConfig config = new InMemory().config(InMemory.MINIMAL);
        assertThat(config.passdb()).isNull();
        assertThat(config.userdb()).isNull();
    }

    @Test
    void needNoMoreThanTheirQuery() {
        GatewayConfig config = new InMemory().config(InMemory.MINIMAL + "passdb: {query: p}\nuserdb: {query: u}\n");
        assertThat(config.passdb()).isEqualTo(PassdbConfig.ofQuery("p"));
        assertThat(config.userdb()).isEqualTo(UserdbConfig.ofQuery("u", null));
    }

    @Test
    void takeEachKey() {
        GatewayConfig config =
                new InMemory().config(InMemory.MINIMAL + "passdb: {query: p}\nuserdb: {query: u, iterate: i}\n");
        assertThat(config.passdb()).isEqualTo(PassdbConfig.ofQuery("p"));
        assertThat(config.userdb()).isEqualTo(UserdbConfig.ofQuery("u", "i"));
    }
}
