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

  /// Goes to the desk, as one who has to sign in.
  void open(ServedAva ava, String user) {
    page.navigate(ava.origin() + "/");
    signIn(user, ava.password());
    page.waitForURL(ava.origin() + "/**");
  }

  /// Fills the form that is shown.
  void signIn(String user, String password) {
    page.getByLabel("Utilisateur").fill(user);
    page.getByLabel("Mot de passe").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Se connecter")).click();
  }

  /// The row of the patient's latest call, by her name or by her number: a button or a link.
  Locator patient() {
    var named = Pattern.compile("Claire Dubois|06.12.34.56.78");
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(named))
        .or(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(named)))
        .first();
  }

  /// What is shown of the call that was chosen: facts, card and conversation.
  Locator chosen() {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Appel choisi"));
  }

  /// What is said while there is nothing to do.
  Locator nothingToDo() {
    return page.getByText(Pattern.compile("Aucun appel|Rien à traiter|Tout est traité")).first();
  }
}
