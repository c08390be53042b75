package ava.local.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Optional;

/// Tries the port before anything is started, so that the owner is told at once.
final class ServePort {
  private static final int FIRST_FOR_EVERYBODY = 1024;

  private ServePort() {}

  /// Why nothing can listen there, and what to do; empty when all is well.
  static Optional<String> problem(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return Optional.empty();
    } catch (BindException e) {
      return Optional.of(
          reserved(port, e)
              ? "Le port %d est réservé au système : choisissez-en un autre avec --port, 8081 par exemple."
                  .formatted(port)
              : "Le port %d est déjà pris : arrêtez ce qui l’occupe (lsof -i :%d), ou choisissez-en un autre avec --port."
                  .formatted(port, port));
    } catch (IOException e) {
      return Optional.of("Le port %d ne s’ouvre pas (%s).".formatted(port, e.getMessage()));
    }
  }

  private static boolean reserved(int port, BindException e) {
    var reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return port < FIRST_FOR_EVERYBODY && reason.contains("permission");
  }
}
