package dev.tocsin.incident;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Awaitility fails a test that waits by an exception in any thread, so also by one of a test that runs beside it.
/// With this, only what the waiting test itself finds counts. Each class loader of Quarkus has an Awaitility of its
/// own.
public final class OwnThreadCounts implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        Class.forName(
                        "org.awaitility.Awaitility",
                        true,
                        context.getRequiredTestClass().getClassLoader())
                .getMethod("doNotCatchUncaughtExceptionsByDefault")
                .invoke(null);
    }
}
