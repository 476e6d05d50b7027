import FoundationEssentials
import Synchronization

/// What documents leave out because it's the user's own: arguments of commands, folders, the user's and the host's name.
package enum PrivateWords {
    private static let arguments = Mutex<Set<String>>([])

    /// Remembers the arguments of a command: a program may repeat them in an error, and one of them may be a secret.
    ///
    /// - Parameter command: the program and its arguments. Names of options and short words are no secrets.
    package static func remember(_ command: [String]) {
        let words = command.dropFirst().flatMap { word -> [String] in
            let value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
            return (word.hasPrefix("-") ? [] : [word]) + (value.map { [$0] } ?? [])
        }
        arguments.withLock { $0.formUnion(words.filter { $0.utf8.count > 4 && !$0.hasPrefix("/") }) }
    }

    fileprivate static var known: [String] {
        // The longest first, so that a part of it isn't left over.
        arguments.withLock { $0.sorted { $0.utf8.count > $1.utf8.count } }
    }

    fileprivate static let home = variable("HOME")
    /// Whole words that are left out.
    fileprivate static let names = Set([variable("USER"), variable("LOGNAME"), host].filter { $0.utf8.count > 3 })
        .subtracting(["root", "localhost"])

    private static var host: String {
        let name = (try? String(contentsOf: URL(filePath: "/proc/sys/kernel/hostname"), encoding: .utf8)) ?? ""
        return name.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    }

    private static func variable(_ name: String) -> String { ProcessInfo.processInfo.environment[name] ?? "" }
}

extension String {
    /// The text as documents show it: `/home/me/adapter.py` becomes `…/adapter.py`, and private words become `…`.
    ///
    /// Documents are published; see ``PrivateWords``.
    package var withoutFolders: String {
        let home = PrivateWords.home
        var text = (home.utf8.count > 1 && contains(home) ? replacing(home, with: "~") : self).withoutPaths
        for word in PrivateWords.known where text.contains(word) { text = text.replacing(word, with: "…") }
        return text
    }

    private var withoutPaths: String {
        var text = ""
        var word = ""
        func isPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-+@%~".unicodeScalars.contains(scalar)
        }
        func end() {
            let names = word.split(separator: "/").map(String.init)
            let isPath = (word.hasPrefix("/") && !word.hasPrefix("//") && names.count > 1) || word.hasPrefix("~/")
            // The name of a home folder is the user's.
            let isHome = names.count == 2 && ["home", "Users"].contains(names[0])
            let last = isHome || names.last.map(PrivateWords.names.contains) == true ? "" : names.last ?? ""
            let isName = PrivateWords.names.contains(word) || word.hasPrefix { PrivateWords.names.contains($0) }
            text += isPath ? (last.isEmpty ? "…" : "…/\(last)") : isName ? "…" : word
            word = ""
        }
        for scalar in unicodeScalars {
            if isPart(scalar) {
                word.unicodeScalars.append(scalar)
            } else {
                end()
                text.unicodeScalars.append(scalar)
            }
        }
        end()
        return text
    }

    /// Whether the part before the first dot or at sign, or after the latter, is such a name: `host.example`, `me@host`.
    private func hasPrefix(_ isSuch: (String) -> Bool) -> Bool {
        split(separator: "@").contains { part in
            isSuch(String(part)) || part.firstIndex(of: ".").map { isSuch(String(part[..<$0])) } == true
        }
    }
}
