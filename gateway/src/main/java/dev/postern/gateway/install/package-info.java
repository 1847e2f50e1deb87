/**
 * Puts a preset's views into the owner's database, and takes them out again.
 *
 * <h2>What is where</h2>
 *
 * Everything lies in the database schema {@code postern}, which holds nothing else: the preset's views, functions, and
 * two tables that say what is installed. Triggers that announce changes stand on the owner's tables and run functions of
 * that schema; those that run with the rights of who installs are nobody else's to use.
 *
 * <pre>
 * postern.installed_preset (name, version, readers, installed)   one row
 * postern.installed_object (type, identity)                      as pg_identify_object names them
 * </pre>
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>One transaction for each command; a lock that is not had within 5 s ends it.
 *   <li>Never CASCADE: an object of somebody else's that depends on ours is named, and everything stays.
 *   <li>Only what is on record is dropped; the schema only if it was made here and is empty.
 *   <li>What {@code show} prints is what {@code install} runs, to the letter.
 * </ul>
 *
 * <h2>Failures</h2>
 *
 * {@link dev.postern.gateway.install.InstallFailure}, with what is wrong and what to do; by then everything is as it was.
 * Blocks; for commands, not for event loops.
 */
@NullMarked
package dev.postern.gateway.install;

import org.jspecify.annotations.NullMarked;
