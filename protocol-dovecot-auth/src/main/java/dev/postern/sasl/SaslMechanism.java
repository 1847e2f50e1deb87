package dev.postern.sasl;

import java.util.List;

/** A way to authenticate (RFC 4422). Stateless; the state is in its {@link SaslExchange}s. */
public interface SaslMechanism {

    /** Returns the registered name, in capitals. */
    String name();

    /** Returns its properties in the words of Dovecot's MECH line, on which mail servers filter. */
    List<String> flags();

    /** Returns a new exchange with one client. */
    SaslExchange newExchange(SaslContext context);
}
