package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may connect to a unix socket.
 *
 * @param mode read and write are needed to connect
 * @param owner empty: as it is
 * @param group empty: as it is
 */
record SocketRights(Set<PosixFilePermission> mode, Optional<String> owner, Optional<String> group) {

    static SocketRights of(ListenerConfig config) {
        return new SocketRights(
                permissions(config.mode()), Optional.ofNullable(config.owner()), Optional.ofNullable(config.group()));
    }

    /** Gives them to a file; blocks. Owners first, so that a wider mode never meets the wrong ones. */
    void applyTo(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        if (owner.isPresent()) {
            view.setOwner(names.lookupPrincipalByName(owner.get()));
        }
        if (group.isPresent()) {
            view.setGroup(names.lookupPrincipalByGroupName(group.get()));
        }
        view.setPermissions(mode);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] lowestFirst = {
            PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
        };
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < lowestFirst.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(lowestFirst[bit]);
            }
        }
        return permissions;
    }
}
