//! Documents that attack who reads them.

use serde_json::json;

use crate::chromium::Browser;
use crate::echo::Echo;

#[test]
fn what_a_document_says_stays_text() {
    let Some(mut browser) = Browser::start() else { return };
    let bad = "</script></style></textarea></title><img src=x onerror=\"window.hit=1\"><script>window.hit=2</script>\
               <svg onload=\"window.hit=3\">[go](javascript:window.hit=4) <a href=\"javascript:window.hit=5\">x</a> \" onfocus=\"window.hit=6\" autofocus x=\"";
    let operation = json!({
        "operationId": bad,
        "summary": bad,
        "description": format!("# {bad}\n\n- {bad}\n\n```\n{bad}\n```\n\n**{bad}** `{bad}` [{bad}]({bad})"),
        "tags": [bad],
        "parameters": [
            {"in": "path", "name": "id", "required": true, "description": bad, "schema": {"type": "string", "enum": [bad], "pattern": bad}},
            {"in": "query", "name": bad, "schema": {"type": "string", "default": bad}, "example": bad},
        ],
        "security": [{bad: []}],
        "requestBody": {"description": bad, "content": {
            bad: {"schema": {"$ref": format!("#/components/schemas/{bad}")}, "example": bad},
            "multipart/form-data": {"schema": {"type": "object", "properties": {bad: {"type": "object", "description": bad}}}},
        }},
        "responses": {"200": {"description": bad, "headers": {bad: {"description": bad, "schema": {"type": "string"}}}}},
    });
    let header = json!({
        "info": {"title": bad, "version": bad, "summary": bad, "description": bad},
        "tags": [{"name": bad, "description": bad}],
        "components": {"securitySchemes": {bad: {"type": "apiKey", "in": "header", "name": bad}}},
    });
    let echo = Echo::serve(&header, &operation);
    browser.open(&format!("{}/docs", echo.url));
    browser.eval("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    browser.eval("document.querySelectorAll('input, textarea, summary').forEach((it) => it.focus())");
    browser.eval("document.querySelectorAll('main a').forEach((it) => { if (!it.protocol.startsWith('http')) it.click(); })");
    // What a parameter says is also text where the page's script shows it.
    browser.eval("document.querySelectorAll('select').forEach((it) => { it.dispatchEvent(new Event('input', { bubbles: true })); })");
    browser.eval("document.querySelector('form [type=submit]').click()");
    browser.wait("document.querySelector('output').textContent !== '…'");
    assert_eq!(browser.eval("window.hit ?? null"), json!(null));
    let count = |browser: &mut Browser, selector: &str| {
        browser.eval(&format!("document.querySelectorAll({}).length", json!(selector)))
    };
    assert_eq!(count(&mut browser, "script"), 1, "only the page's own");
    assert_eq!(
        count(&mut browser, "img, svg, iframe, object, [onerror], [onload], [onfocus], [autofocus]"),
        0
    );
    assert_eq!(browser.eval("[...document.links].filter((it) => !/^https?:$/.test(it.protocol)).length"), 0);
    assert_eq!(browser.complaints, Vec::<String>::new(), "the policy had nothing to forbid");
}
