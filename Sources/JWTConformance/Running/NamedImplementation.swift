/// A participant of a run: the name that it reports, and the name that the caller gave it.
package protocol NamedImplementation {
    /// How the caller calls it.
    var label: String { get }
    /// Its name, version and capabilities; absent if it never answered hello.
    var implementation: ImplementationProfile? { get }
}

extension NamedImplementation {
    /// The implementation's name and version, or the label if it never reported them.
    package var displayName: String {
        implementation.map { "\($0.name) \($0.version)" } ?? label.bounded(to: 128)
    }
}

extension Collection where Element: NamedImplementation {
    /// A name for each: where two have the same name and version, the label is added.
    package var distinctNames: [String] {
        let names = map(\.displayName)
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(self, names).map { one, name in
            counts[name, default: 0] > 1 ? "\(name) [\(one.label.bounded(to: 128))]" : name
        }
    }
}

extension ImplementationRun: NamedImplementation {}
extension InteropDocument.Participant: NamedImplementation {}
