package dev.postern.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaslMechanismsTest {

    @Test
    void offersInTheOrderGiven() {
        assertThat(SaslMechanisms.offering(List.of("login", "PLAIN")).offered())
                .extracting(SaslMechanism::name)
                .containsExactly("LOGIN", "PLAIN");
    }

    @Test
    void doesNotFindWhatIsNotOffered() {
        SaslMechanisms mechanisms = SaslMechanisms.offering(List.of("PLAIN"));
        assertThat(mechanisms.find("LOGIN")).isEmpty();
        assertThat(mechanisms.find("GSSAPI")).isEmpty();
        assertThat(mechanisms.find("")).isEmpty();
    }

    @Test
    void refusesWhatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslMechanisms.offering(List.of("PLAIN", "GSSAPI")))
                .withMessageContaining("GSSAPI");
        assertThatIllegalArgumentException().isThrownBy(() -> SaslMechanisms.offering(List.of()));
    }

    @Test
    void leavesOutExternalWhereItIsNotToBeBelieved() {
        SaslMechanisms mechanisms =
                SaslMechanisms.offering(List.of("PLAIN", "EXTERNAL")).withoutExternal();
        assertThat(mechanisms.find("PLAIN")).isPresent();
        assertThat(mechanisms.find("EXTERNAL")).isEmpty();
    }

    @Test
    void everyKnownOneCanBeOffered() {
        assertThat(SaslMechanisms.offering(SaslMechanisms.known()).offered())
                .extracting(SaslMechanism::name)
                .isEqualTo(SaslMechanisms.known());
    }
}
