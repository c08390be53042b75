package ava.trial.world;

import ava.shared.loop.Dialer;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.LineFault;
import ava.simulator.twilio.TelephoneNetwork;
import ava.simulator.wire.Fetcher;
import ava.trial.world.WorldDialer.Directory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The callers' telephones: each rings at its time, with what goes wrong with it.
final class WorldTelephones {
  private static final int LARGEST_FRAME = 64 << 10;

  private final World world;
  private final Tolerance tolerance;
  private final Fates fates;
  private final Actor twilio;
  private final TelephoneNetwork network;

  /// What Twilio reaches.
  ///
  /// @param functions answers webhooks
  /// @param overheard what Twilio hears of a bridge
  record Ways(
      Directory bridges,
      BiConsumer<Fetcher.Request, Consumer<Fetcher.Answer>> functions,
      UnaryOperator<TextSocket.Ear> overheard) {}

  WorldTelephones(Plot plot, World world, Fates fates, Ways ways) {
    this.world = world;
    this.tolerance = plot.tolerance();
    this.fates = fates;
    this.twilio = world.actor("twilio");
    var quality = Link.Quality.of(plot.setting().ways().toTwilio(), LARGEST_FRAME);
    var dialer = new WorldDialer(twilio, quality, ways.bridges());
    Dialer heard =
        (to, headers, within, ear, then) ->
            dialer.dial(to, headers, within, ways.overheard().apply(ear), then);
    this.network =
        new TelephoneNetwork(
            new TelephoneNetwork.Ports(twilio, heard, new WorldFetcher(twilio, ways.functions())),
            Account.simulated(Secret.of(WorldSettings.AUTH_TOKEN)),
            plot.seed().stream("sids", 0),
            plot.setting().checks());
  }

  /// Lets a telephone ring at its time.
  void placeLater(CallFacts fact) {
    world.at(twilio, fact.plan().rings().toNanos(), () -> place(fact));
  }

  private void place(CallFacts fact) {
    var faults = new ArrayList<>(List.of(fates.ofPhone(fact.call())));
    fact.plan().hangsUp().ifPresent(at -> faults.add(new LineFault.HangUp(at)));
    var call =
        network.place(
            CallPlan.to(
                    WorldSettings.BASE,
                    fact.plan().from(),
                    WorldSettings.NUMBER,
                    new WorldCaller(fact.plan(), fact.silence()::noise))
                .withObserver(fact)
                .withFaults(faults.toArray(LineFault[]::new)));
    fact.placed(call.callSid());
    if (fates.plans(Mischief.NOISE, fact.call())) {
      fact.silence().deafFor(tolerance.noise());
      fact.lenient(CallFacts.Leniency.NOISE);
    }
    if (fates.plans(Mischief.SECOND_STREAM, fact.call())) {
      // the other may be taken for the right one
      fact.lenient(CallFacts.Leniency.MODEL);
      fact.lenient(CallFacts.Leniency.AWAY, Duration.ofHours(1));
    }
    fates.moment(fact.call(), Moment.RING);
    var _ = call.report().thenAccept(fact::reported);
  }
}
