package dev.postern.gateway.server;

import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.UserCursor;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Where answers come from.
 *
 * @param lookups maps
 * @param accounts passdb and userdb
 * @param users begins a list of all users, which whoever began it closes
 * @param flush drops what is cached of these users, or all of it, and counts
 */
public record Directories(
        Directory lookups, AccountStore accounts, Supplier<UserCursor> users, ToLongFunction<List<String>> flush) {}
