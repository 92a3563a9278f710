package dev.turnpike.ui;

import io.quarkus.qute.Resolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A message bundle in the language of whoever reads: each message asks {@link Reader#current}.
 *
 * <p>Each module has one class that produces its bundles through this, as alternatives to those
 * that Qute makes, so that beans and templates ask for a bundle as if there were one language. A
 * bundle without its German file is refused by the build; one that is not produced there speaks
 * English only, and {@code EveryWordTest} fails.
 */
public final class Spoken {
  private Spoken() {}

  /** Templates find their bundles by name, as {@link Resolver}s. */
  public static <T> T words(Class<T> bundle, T english, T german) {
    return bundle.cast(
        Proxy.newProxyInstance(
            bundle.getClassLoader(),
            new Class<?>[] {bundle, Resolver.class},
            (proxy, method, arguments) -> {
              T chosen =
                  switch (Reader.current().language()) {
                    case ENGLISH -> english;
                    case GERMAN -> german;
                  };
              try {
                return method.invoke(chosen, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
