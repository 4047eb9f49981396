//! The objects of SARIF 2.1.0 that our reports consist of.
//!
//! The standard has many more objects, and more properties for these; all that are not here are optional. What the report
//! says with them is for [`super::write`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub struct Log<'r, F> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub runs: [Run<'r, F>; 1],
    pub version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run<'r, F> {
    pub column_kind: &'static str,
    pub invocations: [Invocation; 1],
    /// The list of `Finding`s.
    pub results: F,
    pub tool: Tool<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    pub execution_successful: bool,
    pub tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub struct Notification {
    pub level: &'static str,
    pub locations: [Location<'static>; 1],
    pub message: Text<'static>,
}

#[derive(Serialize)]
pub struct Tool<'r> {
    pub driver: Driver<'r>,
}

/// The standard's `toolComponent`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver<'r> {
    pub name: &'static str,
    pub rules: Vec<RuleDescriptor<'r>>,
    pub semantic_version: &'static str,
}

/// The standard's `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleDescriptor<'r> {
    pub default_configuration: RuleConfiguration,
    pub full_description: Text<'r>,
    pub help: Text<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help_uri: Option<&'r str>,
    pub id: &'r str,
    pub properties: RuleProperties<'r>,
    pub short_description: Text<'r>,
}

/// The standard's `reportingConfiguration`.
#[derive(Serialize)]
pub struct RuleConfiguration {
    pub level: &'static str,
}

#[derive(Serialize)]
pub struct RuleProperties<'r> {
    pub tags: Vec<&'r str>,
    pub norms: Value,
}

/// The standard's `message`, and its `multiformatMessageString`.
#[derive(Serialize)]
pub struct Text<'r> {
    pub text: Cow<'r, str>,
}

/// The standard's `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding<'r> {
    pub fixes: Vec<Fix<'r>>,
    pub level: &'static str,
    pub locations: [Location<'r>; 1],
    pub message: Text<'r>,
    pub partial_fingerprints: BTreeMap<&'static str, String>,
    pub properties: FindingProperties,
    pub related_locations: Vec<Location<'r>>,
    pub rule_id: &'r str,
    pub rule_index: usize,
}

#[derive(Serialize)]
pub struct FindingProperties {
    #[serde(skip_serializing_if = "Option::is_none", rename = "hiddenBy")]
    pub hidden_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub norms: Option<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text<'r>>,
    pub physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalLocation {
    pub artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

#[derive(Serialize)]
pub struct ArtifactLocation {
    pub uri: String,
}

/// Lines and columns count from 1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    pub end_column: usize,
    pub end_line: usize,
    pub start_column: usize,
    pub start_line: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix<'r> {
    pub artifact_changes: [ArtifactChange<'r>; 1],
    pub description: Text<'r>,
    pub properties: FixProperties,
}

#[derive(Serialize)]
pub struct FixProperties {
    pub safety: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactChange<'r> {
    pub artifact_location: ArtifactLocation,
    pub replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement<'r> {
    pub deleted_region: Region,
    pub inserted_content: Text<'r>,
}
