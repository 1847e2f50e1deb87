package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.postfix.SocketName.Inet;
import dev.postern.gateway.postfix.SocketName.Unix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How smtpd(8) reaches the authentication service, and which mail depends on it. */
final class LoginRules {

    private static final String ENABLE = "smtpd_sasl_auth_enable";
    private static final String PATH = "smtpd_sasl_path";
    private static final String TYPE = "smtpd_sasl_type";
    private static final Set<String> SMTPD = Set.of("smtpd");

    private final PostfixConfiguration postfix;
    private final Served served;
    private final List<PostfixProblem> problems = new ArrayList<>();

    LoginRules(PostfixConfiguration postfix, Served served) {
        this.postfix = postfix;
        this.served = served;
    }

    List<PostfixProblem> check() {
        for (Service service : postfix.running(SMTPD)) {
            if (value(service, ENABLE).equals("yes")) {
                path(service);
                port(service);
            }
        }
        return problems;
    }

    private void path(Service service) {
        String path = value(service, PATH);
        SocketName socket = SocketName.parse(path).orElseGet(() -> new Unix(path));
        if (socket instanceof Inet inet) {
            served.at(inet).ifPresent(listener -> listener(service, listener));
        } else if (socket instanceof Unix unix) {
            SocketSearch search = new SocketSearch(postfix.main(), served, unix, List.of(service));
            search.listeners().forEach(listener -> listener(service, listener));
            Optional<String> blind = search.blind();
            if (blind.isPresent() && search.isOurs()) {
                problems.add(setting(service, PATH)
                        .problem(
                                path + ": " + blind.get(), search.remedy(Protocol.AUTH_CLIENT, PATH + " = unix:", "")));
            }
        }
    }

    private void listener(Service service, ListenerConfig listener) {
        if (listener.protocol() != Protocol.AUTH_CLIENT) {
            problems.add(setting(service, PATH)
                    .problem(
                            "the listener at " + listener.address() + " speaks "
                                    + listener.protocol().label(),
                            "name one that speaks " + Protocol.AUTH_CLIENT.label()));
        }
        if (!value(service, TYPE).equals("dovecot")) {
            problems.add(setting(service, TYPE)
                    .problem(
                            value(service, TYPE) + " is not what is spoken at " + value(service, PATH),
                            "set smtpd_sasl_type = dovecot"));
        }
    }

    private void port(Service service) {
        if (service.isPublicSmtp() && value(service, TYPE).equals("dovecot")) {
            problems.add(setting(service, ENABLE)
                    .warning(
                            "the service " + service.name() + " offers logins too, so it asks for the authentication"
                                    + " service before it greets: while that is away, no mail comes in from anywhere",
                            "set it to no in main.cf, and add -o " + ENABLE + "=yes to submission in master.cf"));
        }
    }

    private String value(Service service, String parameter) {
        return service.value(parameter, postfix.main());
    }

    /** Where the value stands that counts for the service. */
    private Setting setting(Service service, String parameter) {
        List<Service> overriding = service.overrides().containsKey(parameter) ? List.of(service) : List.of();
        return new Setting(parameter, value(service, parameter), overriding, postfix);
    }
}
