// Runs verify, save and activate on an SBC, and waits for the end of each.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/xml"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/commit/sbc"
)

const timeout = 9 * time.Minute

var ctx = context.Background()

type device struct {
	*sbc.ClientWithResponses
	authorize sbc.RequestEditorFn
}

// check returns the error of a response that is not a success.
func check(response *http.Response, body []byte) error {
	if response.StatusCode < 400 {
		return nil
	}
	var failure sbc.ErrorResponse
	_ = xml.Unmarshal(body, &failure)
	var texts []string
	if failure.Messages.Message != nil {
		for _, message := range *failure.Messages.Message {
			texts = append(texts, text(message.ErrorMessage))
		}
	}
	url := response.Request.URL
	return fmt.Errorf("%s %s: %d %s", response.Request.Method, url.Path, response.StatusCode, strings.Join(texts, " "))
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

func connect(url, user, password, ca string) (*device, error) {
	certificate, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	client, err := sbc.NewClientWithResponses(url, sbc.WithHTTPClient(&http.Client{Transport: transport}))
	if err != nil {
		return nil, err
	}
	response, err := client.RequestTokenWithBodyWithResponse(ctx, "", nil,
		func(_ context.Context, request *http.Request) error {
			request.Header.Del("Content-Type")
			request.SetBasicAuth(user, password)
			return nil
		})
	if err != nil {
		return nil, err
	}
	if err := check(response.HTTPResponse, response.Body); err != nil {
		return nil, err
	}
	fmt.Println("logged in")
	token := response.XML200.Data.AccessToken
	return &device{client, func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+token)
		return nil
	}}, nil
}

// status returns nil if there has been no asynchronous request.
func (d *device) status() (*sbc.OperationState, error) {
	response, err := d.GetAsyncStatusWithResponse(ctx, d.authorize)
	if err != nil {
		return nil, err
	}
	if err := check(response.HTTPResponse, response.Body); err != nil {
		return nil, err
	}
	return response.XML200.Data.OperationState, nil
}

func (d *device) verifyOrSave(action sbc.SaveVerifyOrRestoreParamsAction) func() error {
	return func() error {
		response, err := d.SaveVerifyOrRestoreWithResponse(ctx,
			&sbc.SaveVerifyOrRestoreParams{Action: action}, d.authorize)
		if err != nil {
			return err
		}
		return check(response.HTTPResponse, response.Body)
	}
}

func (d *device) activate() error {
	response, err := d.ActivateOrBackUpWithResponse(ctx,
		&sbc.ActivateOrBackUpParams{Action: sbc.ActivateOrBackUpParamsActionActivate}, d.authorize)
	if err != nil {
		return err
	}
	return check(response.HTTPResponse, response.Body)
}

// run submits a request, and returns after its success.
func (d *device) run(name sbc.OperationName, submit func() error) error {
	before, err := d.status()
	if err != nil {
		return err
	}
	if before != nil && before.Status == sbc.InProgress {
		return fmt.Errorf("another request (%s) is in progress", before.Operation)
	}
	if err := submit(); err != nil {
		return err
	}
	// Until the status changes, the end of an earlier request of the same name is not ours.
	isOurs := before == nil || before.Operation != name
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		now, err := d.status()
		if err != nil {
			return err
		}
		switch {
		case now == nil || now.Operation != name:
		case now.Status == sbc.InProgress:
			isOurs = true
		case isOurs && now.Status == sbc.Success:
			fmt.Println(name, "succeeded")
			return nil
		case isOurs:
			return fmt.Errorf("%s failed: %s", name, text(now.ErrorMessage))
		}
	}
	return fmt.Errorf("unknown: the end of %s was not seen", name)
}

func commit() (err error) {
	d, err := connect(os.Getenv("SBC_URL"), os.Getenv("SBC_USER"), os.Getenv("SBC_PASSWORD"), os.Getenv("SBC_CA"))
	if err != nil {
		return err
	}
	locked, err := d.LockConfigurationWithResponse(ctx, d.authorize)
	if err != nil {
		return err
	}
	if err := check(locked.HTTPResponse, locked.Body); err != nil {
		return err
	}
	fmt.Println("locked")
	defer func() {
		unlocked, unlockErr := d.UnlockConfigurationWithResponse(ctx, d.authorize)
		if unlockErr == nil {
			unlockErr = check(unlocked.HTTPResponse, unlocked.Body)
		}
		if err == nil {
			err = unlockErr
		}
	}()
	if err := d.run(sbc.OperationNameVerify, d.verifyOrSave(sbc.SaveVerifyOrRestoreParamsActionVerify)); err != nil {
		return err
	}
	if err := d.run(sbc.OperationNameSave, d.verifyOrSave(sbc.SaveVerifyOrRestoreParamsActionSave)); err != nil {
		return err
	}
	return d.run(sbc.OperationNameActivate, d.activate)
}

func main() {
	if err := commit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
