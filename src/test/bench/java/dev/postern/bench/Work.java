package dev.postern.bench;

import java.util.List;

/**
 * A kind of load, those who do it, and what is claimed of them.
 *
 * @param name as the table says it: "socketmap hit, unix socket, 64 connections"
 */
record Work(String name, List<Contender> contenders, List<Claim> claims) {
    Work {
        contenders = List.copyOf(contenders);
        claims = List.copyOf(claims);
    }
}
