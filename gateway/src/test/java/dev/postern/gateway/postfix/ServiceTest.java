package dev.postern.gateway.postfix;

import static dev.postern.gateway.postfix.Site.postfix;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTest {

    private static Service service(String line) {
        return Service.parse(line, postfix().main()).get(0);
    }

    @Test
    void readsWhatItOverrides() {
        Service service =
                service("submission inet n - y - 10 smtpd -v -o a=b -o c=d=e,f -o {g = h i} -o { j = {k l} }");

        assertThat(service)
                .isEqualTo(new Service(
                        "submission", "inet", true, "smtpd", Map.of("a", "b", "c", "d=e,f", "g", "h i", "j", "{k l}")));
    }

    @Test
    void passesOverWhatIsNoService() {
        assertThat(Service.parse("\n  \nsmtp inet n - y\n", postfix().main())).isEqualTo(List.of());
    }
}
