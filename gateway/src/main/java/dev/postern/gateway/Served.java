package dev.postern.gateway;

import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.config.GatewayConfig;

/**
 * What a start or a reload is to serve.
 *
 * @param plan of the configuration
 * @param secret what answers to unknown users are derived from
 */
public record Served(GatewayConfig config, Plan plan, SiteSecret secret) {

    /** What a file says counts. */
    public Served {
        config = plan.counting(config);
    }
}
