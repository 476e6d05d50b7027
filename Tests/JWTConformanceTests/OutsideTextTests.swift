import FoundationEssentials
import Testing

@testable import JWTConformance

@Suite struct OutsideTextTests {
    @Test(arguments: [
        ("plain: a#b", "plain: a#b"), ("\u{1B}[2J", "\\u{1B}[2J"), ("a\u{202E}\u{85}", "a\\u{202E}\\u{85}"),
        ("::error::x", "\\u{3A}:error::x"), (" ::error::x", " \\u{3A}:error::x"), ("a ::b", "a ::b"),
        ("x ##[error]y", "x \\u{23}#[error]y"), ("## Heading", "## Heading"), ("a\nb", "a\\u{A}b"),
        ("\"\u{301}", "\"\u{301}"), ("", ""),
    ])
    func `what can't be printed is spelled out`(text: String, printable: String) {
        #expect(Array(text.bounded(to: 64).unicodeScalars) == Array(printable.unicodeScalars))
        #expect(text.bounded(to: 64).bounded(to: 64) == text.bounded(to: 64))
    }

    @Test func `each line is looked at where lines are kept`() {
        #expect("a\n::b\n\t::c".bounded(to: 64, keepingLines: true) == "a\n\\u{3A}:b\n\t\\u{3A}:c")
    }

    @Test(arguments: [20, 64, 1_000])
    func `a text is never longer than the limit`(limit: Int) {
        for text in [String(repeating: "x", count: 5_000), String(repeating: "\u{1B}", count: 5_000)] {
            let bounded = text.bounded(to: limit)
            #expect(bounded.unicodeScalars.count <= limit)
            #expect(bounded.hasSuffix("… (shortened)"))
            #expect(bounded.bounded(to: limit) == bounded)
        }
        let accents = "e" + String(repeating: "\u{301}", count: 100_000)
        #expect(accents.bounded(to: limit).unicodeScalars.count <= limit)
    }

    @Test(arguments: [
        ("File \"/home/me/x/adapter.py\", line 3", "File \"…/adapter.py\", line 3"), ("/etc", "/etc"),
        ("a/b c", "a/b c"),
        ("(/usr/bin/env: /a/b)", "(…/env: …/b)"), ("https://example.org/a/b", "https://example.org/a/b"),
    ])
    func `folders of absolute paths are left out`(text: String, shown: String) {
        #expect(text.withoutFolders == shown)
    }

    @Test func `arguments, the home folder and its owner are left out`() {
        PrivateWords.remember(["./adapter", "--token=hunter2-long", "TOKEN=s3cret-one", "plain-secret", "-v", "--fast"])
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        let text =
            "--token hunter2-long TOKEN=s3cret-one plain-secret --fast \(home)/x/y.py /home/someone in /Users/else"
        #expect(text.withoutFolders == "--token … … … --fast …/y.py … in …")
        let host = (try? String(contentsOf: URL(filePath: "/proc/sys/kernel/hostname"), encoding: .utf8))?
            .trimmingPrefix { $0.isWhitespace }.split(separator: "\n").first
        if let host, host.count > 3, host != "localhost" {
            #expect("at \(host):80, me@\(host)".withoutFolders == "at …:80, …")
        }
    }

    @Test(arguments: [("rnu", "run"), ("lst", "list"), ("comapre", "compare"), ("xyzzy", nil), ("", nil)])
    func `the name that was meant is found`(text: String, name: String?) {
        #expect(["run", "list", "compare", "report"].nearest(to: text) == name)
    }
}
