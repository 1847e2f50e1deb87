package dev.postern.gateway.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK has them in an unsupported class that the compiler warns about, hence by
 * reflection, here and nowhere else.
 */
final class Signals {

    private Signals() {}

    /**
     * From now on the signal runs an action, on a thread of its own, instead of ending the process.
     *
     * @param name without {@code SIG}: TERM, INT, HUP
     */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler run = (proxy, method, arguments) -> invoke(proxy, method, arguments, action);
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, run);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("this JVM does not deliver SIG" + name, unsupported);
        }
    }

    private static Object invoke(Object proxy, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "signal handler";
            default -> {
                action.run();
                yield "";
            }
        };
    }
}
