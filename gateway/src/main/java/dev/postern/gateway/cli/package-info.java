/**
 * The commands, one class each. They print answers on standard output and errors on standard error, one line each: what,
 * where, what to do.
 *
 * <table>
 * <caption>Exit codes (sysexits.h)</caption>
 * <tr><td>0</td><td>done, found, granted</td></tr>
 * <tr><td>1</td><td>not found (as {@code postmap})</td></tr>
 * <tr><td>64</td><td>the command line cannot be understood</td></tr>
 * <tr><td>65</td><td>what was typed cannot be used: no password, two that differ, one that no client could send</td></tr>
 * <tr><td>67</td><td>no such user</td></tr>
 * <tr><td>69</td><td>a program that is needed cannot be run: the demo's database, postconf</td></tr>
 * <tr><td>71</td><td>an address cannot be bound</td></tr>
 * <tr><td>75</td><td>temporary: the database is away</td></tr>
 * <tr><td>77</td><td>refused</td></tr>
 * <tr><td>78</td><td>the configuration is wrong</td></tr>
 * </table>
 */
@NullMarked
package dev.postern.gateway.cli;

import org.jspecify.annotations.NullMarked;
