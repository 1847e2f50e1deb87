package dev.postern.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the methods of a test class one workspace, and closes it after the last of them. */
final class WorkspaceOfClass implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WorkspaceOfClass.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Workspace.class;
    }

    @Override
    public Workspace resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass =
                context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
        return ofClass.getStore(NAMESPACE).getOrComputeIfAbsent(Workspace.class, type -> create(), Workspace.class);
    }

    private static Workspace create() {
        try {
            return Workspace.create();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
