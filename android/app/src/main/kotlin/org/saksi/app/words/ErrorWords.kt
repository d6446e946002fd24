package org.saksi.app.words

import androidx.annotation.StringRes
import org.saksi.app.R

/** The sentence of each code of the core, by name, so that a missing one does not compile or fails its test. */
val errorStrings: Map<String, Int> = mapOf(
    "act_args" to R.string.error_act_args,
    "already_joined" to R.string.error_already_joined,
    "answer_malformed" to R.string.error_answer_malformed,
    "answer_no_such_place" to R.string.error_answer_no_such_place,
    "answer_not_a_choice" to R.string.error_answer_not_a_choice,
    "answer_read_only" to R.string.error_answer_read_only,
    "answer_too_long" to R.string.error_answer_too_long,
    "answer_wrong_type" to R.string.error_answer_wrong_type,
    "cancelled" to R.string.error_cancelled,
    "card" to R.string.error_card,
    "evidence_altered" to R.string.error_evidence_altered,
    "form_broken" to R.string.error_form_broken,
    "form_incomplete" to R.string.error_form_incomplete,
    "form_reason_wanted" to R.string.error_form_reason_wanted,
    "form_stopped" to R.string.error_form_stopped,
    "list_missing" to R.string.error_list_missing,
    "hub_refused" to R.string.error_hub_refused,
    "hub_untrusted" to R.string.error_hub_untrusted,
    "id_malformed" to R.string.error_id_malformed,
    "internal" to R.string.error_internal,
    "line_moved" to R.string.error_line_moved,
    "log_forked" to R.string.error_log_forked,
    "no_project" to R.string.error_no_project,
    "no_right" to R.string.error_no_right,
    "not_here" to R.string.error_not_here,
    "not_yet_member" to R.string.error_not_yet_member,
    "offline" to R.string.error_offline,
    "practice" to R.string.error_practice,
    "revoked" to R.string.error_revoked,
    "split_view" to R.string.error_split_view,
    "store_busy" to R.string.error_store_busy,
    "store_corrupt" to R.string.error_store_corrupt,
    "store_full" to R.string.error_store_full,
    "store_io" to R.string.error_store_io,
    "store_key" to R.string.error_store_key,
    "store_newer" to R.string.error_store_newer,
    "unknown_item" to R.string.error_unknown_item,
    "vault_damaged" to R.string.error_vault_damaged,
    "vault_destroyed" to R.string.error_vault_destroyed,
    "vault_passphrase" to R.string.error_vault_passphrase,
    "vault_unavailable" to R.string.error_vault_unavailable,
    "vault_wait" to R.string.error_vault_wait,
    "version_skew" to R.string.error_version_skew,
    "microphone_busy" to R.string.error_microphone_busy,
    "recording_full" to R.string.error_recording_full,
    "no_fix" to R.string.error_no_fix,
)

/** A code of a newer core has no sentence of its own here; the card still shows the code. */
@StringRes
fun errorWords(code: String): Int = errorStrings[code] ?: R.string.error_internal
