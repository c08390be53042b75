package ava.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/// The owner's page by what its reader finds on it, whatever it is made of.
final class Desk {
  private final Page page;

  Desk(Page page) {
    this.page = page;
  }

  /// The row of the latest call of somebody who tries Ava, named or by the number: a button or a
  /// link.
  Locator latestTrial() {
    var named = Pattern.compile("Claire Dubois|06.39.98.99.99");
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(named))
        .or(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(named)))
        .first();
  }

  /// The words of the conversation that is shown.
  Locator conversation() {
    return page.getByRole(AriaRole.LOG).first();
  }
}
