package ava.dashboard;

import ava.shared.SettingsException;
import ava.shared.WebRequest;
import java.util.Map;
import org.crac.Context;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Asks for the page, a day and a call once before SnapStart takes its picture, so that the first
/// visitor meets loaded classes. Only reads; what fails there for a reason of the surroundings is
/// logged and left to the first visitor.
final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Dashboard dashboard;

  Priming(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      get("/", "");
      get("/api/calls", "day=2026-01-01");
      get("/api/calls/CA" + "0".repeat(32), "");
      get("/api/live-ticket", "");
    } catch (SettingsException | SdkException e) {
      LOG.atWarn().setCause(e).log("not primed");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    LOG.atDebug().log("restored");
  }

  private void get(String path, String query) {
    var reply = dashboard.answer(WebRequest.of("GET", path, query, Map.of(), "", false));
    LOG.atDebug().addKeyValue("path", path).addKeyValue("status", reply.status()).log("primed");
  }
}
