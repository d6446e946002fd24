package org.saksi.app.camera

import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.RigJpeg
import org.saksi.core.Faces
import org.saksi.core.Fix
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.presentation.camera.CameraState
import org.saksi.presentation.camera.CameraStep
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.NotBrought
import org.saksi.presentation.camera.Photo
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.PositionLine
import org.saksi.presentation.camera.Shot
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** States of the camera that are worth a picture; not shipped. */
object CameraSamples {
    private val strong = GradeTold(Grade.A, emptyList(), emptyList())
    private val noFix = GradeTold(Grade.B, listOf("Tidak ada titik lokasi."), listOf("There is no position."))
    private val fix = Fix(LatLon(-34_500_000, 1_223_500_000), 6_500u, Provider.GNSS, false, 0u)
    private val photo by lazy { Photo(RigJpeg.scene(seed = 3, width = 640, height = 480)) }
    val asker = PermitAsker({}, {})

    val searching = CameraState(
        step = CameraStep.Viewfinder, open = true, dark = false, size = PhotoSize(4000, 3000), torch = false, onWater = false,
        position = PositionLine.Searching, graded = noFix, earlier = null, ghost = null, trouble = null, notBrought = null, failure = null,
    )
    val found = searching.copy(position = PositionLine.Found(fix, ageSeconds = 3), graded = strong, onWater = true)
    val mock = searching.copy(position = PositionLine.Found(fix.copy(mock = true), ageSeconds = 1))
    val coarse = searching.copy(position = PositionLine.Coarse)
    val dark = found.copy(dark = true)
    val ghost get() = found.copy(ghost = photo, earlier = "0f")
    val tooLarge = found.copy(notBrought = NotBrought.TOO_LARGE)
    val inUse = found.copy(open = false, trouble = CameraTrouble.IN_USE)
    private val shot get() = Shot("5e", photo, black = false, shutterMs = 0)
    val faces get() = found.copy(step = CameraStep.AskFaces(shot))
    val black get() = found.copy(step = CameraStep.AskFaces(shot.copy(small = Photo(RigJpeg.black()), black = true)), graded = noFix)
    val child get() = found.copy(step = CameraStep.Advise(shot, Faces.CHILDREN))
    val ask = searching.copy(step = CameraStep.Permission(Need.CAMERA, Permit.ASK), open = false)
    val final = ask.copy(step = CameraStep.Permission(Need.CAMERA, Permit.FINAL))
}
