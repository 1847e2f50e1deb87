package dev.postern.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the accounts and who guesses at them. Its keys stand among those of {@link AuthConfig}.
 *
 * @param trustedNetworks whose clients are never punished for wrong passwords
 * @param penalty what wrong passwords cost everybody else
 * @param policy who is asked beside, null: nobody
 */
public record GuardConfig(
        List<NetworkRange> trustedNetworks,
        PenaltyConfig penalty,
        @Nullable PolicyConfig policy) {

    /** The list is copied. */
    public GuardConfig {
        trustedNetworks = List.copyOf(trustedNetworks);
    }

    /** What an empty section means. */
    public static GuardConfig defaults() {
        return new GuardConfig(List.of(), PenaltyConfig.defaults(), null);
    }
}
