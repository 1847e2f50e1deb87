package dev.postern.gateway.directory;

import java.util.List;

/**
 * A question about an account.
 *
 * @param user the normalised login name: folded, checked, without control characters
 * @param service the client's service name, empty if it said none
 * @param remoteIp the address of the client's client, empty if unknown
 * @param localIp the mail server's own address, empty if unknown
 * @param secured {@code secured} if the mail server says that the client's connection is, else empty
 * @param loginUser whom a master user wants to become; the user itself otherwise
 */
public record AccountQuery(
        String user, String service, String remoteIp, String localIp, String secured, String loginUser) {

    /** Separates the values in a key: no normalised value can hold it. */
    private static final char SEPARATOR = '\0';

    /** @throws IllegalArgumentException if a value holds NUL, which the front doors refuse */
    public AccountQuery {
        if ((user + service + remoteIp + localIp + secured + loginUser).indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("NUL in an account query");
        }
    }

    /** A question about somebody who wants to be nobody else. */
    public AccountQuery(String user, String service, String remoteIp, String localIp, String secured) {
        this(user, service, remoteIp, localIp, secured, user);
    }

    /** The same question about a master user, who wants to become this user. */
    public AccountQuery ofMaster(String master) {
        return new AccountQuery(master, service, remoteIp, localIp, secured, user);
    }

    /** A question of a connection of which nobody says that it is secured. */
    public AccountQuery(String user, String service, String remoteIp, String localIp) {
        this(user, service, remoteIp, localIp, "");
    }

    /** The value of one variable. */
    public String value(AccountVariable variable) {
        return switch (variable) {
            case USER -> user;
            case SERVICE -> service;
            case REMOTE_IP -> remoteIp;
            case LOCAL_IP -> localIp;
            case SECURED -> secured;
            case LOGIN_USER -> loginUser;
        };
    }

    /** The key of a {@link Unit}: the values of {@code relation}'s inputs and nothing else. */
    public String key(Relation relation) {
        List<AccountVariable> inputs = relation.inputs();
        if (inputs.size() == 1) {
            return value(inputs.get(0));
        }
        StringBuilder key = new StringBuilder();
        for (AccountVariable input : inputs) {
            key.append(value(input)).append(SEPARATOR);
        }
        return key.toString();
    }

    /** Where the first of several values ends in a key, and what parts them begins. */
    static int endOfFirst(String key) {
        return key.indexOf(SEPARATOR);
    }

    /** The values that {@link #key} put together, in the order of the relation's inputs. */
    public static List<String> values(Unit unit) {
        return unit.relation().inputs().size() == 1
                ? List.of(unit.key())
                : List.of(unit.key().split(String.valueOf(SEPARATOR), -1))
                        .subList(0, unit.relation().inputs().size());
    }
}
