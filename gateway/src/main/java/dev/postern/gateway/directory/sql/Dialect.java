package dev.postern.gateway.directory.sql;

/** Whose expansions a query is written with. */
public enum Dialect {
    /**
     * pgsql_table(5): {@code %s %u %d %1}…{@code %9 %S %U %D %%}. {@code %u} is the local part, before the last
     * {@code @}. A key that lacks a part which the query uses is not found, without asking.
     */
    POSTFIX,

    /**
     * Dovecot's SQL drivers: {@code %u %n %d %s %r %l %c %%}, {@code %L} and {@code %U} modifiers, and the long forms of
     * 2.3 and 2.4. {@code %u} is the whole login; it is split at the first {@code @}. A missing part is empty.
     */
    DOVECOT;

    ExpansionReader reader() {
        return switch (this) {
            case POSTFIX -> new PostfixExpansions();
            case DOVECOT -> new DovecotExpansions();
        };
    }
}
